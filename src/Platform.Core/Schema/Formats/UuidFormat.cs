namespace Platform.Schema.Formats;

/// <summary>"uuid", RFC 4122, section 3, of any version.</summary>
internal sealed class UuidFormat : SchemaFormat
{
    public override string Expectation => "a UUID such as 2eb8aa08-aa98-11ea-b4aa-73b441d16380";

    public override bool IsMatch(string text)
    {
        if (text.Length != 36) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i])) return false;
        }

        return true;
    }
}
