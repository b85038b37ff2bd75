namespace Platform.Schema.Formats;

/// <summary>
/// "relative-json-pointer", draft-bhutton-relative-json-pointer-00, section 3, without its index manipulation.
/// </summary>
internal sealed class RelativeJsonPointerFormat : SchemaFormat
{
    public override string Expectation => "a relative JSON Pointer such as 1/name or 0#";

    public override bool IsMatch(string text)
    {
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
        if (digits == 0 || (digits > 1 && text[0] == '0')) return false;
        var rest = text.AsSpan(digits);
        return rest is "#" || JsonPointerFormat.IsPointer(rest);
    }
}
