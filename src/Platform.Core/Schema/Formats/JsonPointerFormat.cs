namespace Platform.Schema.Formats;

/// <summary>"json-pointer", RFC 6901.</summary>
internal sealed class JsonPointerFormat : SchemaFormat
{
    public override string Expectation => "a JSON Pointer such as /spec/runtime/0";

    public override bool IsMatch(string text) => IsPointer(text);

    public static bool IsPointer(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return true;
        if (text[0] != '/') return false;
        while (text.IndexOf('~') is >= 0 and var tilde)
        {
            if (tilde + 1 == text.Length || text[tilde + 1] is not ('0' or '1')) return false;
            text = text[(tilde + 2)..];
        }

        return true;
    }
}
