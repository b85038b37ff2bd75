namespace Platform.Yaml;

/// <summary>
/// Which kind a plain (unquoted) scalar has: the table of YAML 1.2.2, chapter 10.3.2, and nothing of YAML 1.1.
/// </summary>
internal static class CoreScalar
{
    public static YamlKind Resolve(string text)
    {
        if (text.Length == 0) return YamlKind.Null;
        switch (text[0])
        {
            case '~':
                return text.Length == 1 ? YamlKind.Null : YamlKind.String;
            case 'n' or 'N':
                return text is "null" or "Null" or "NULL" ? YamlKind.Null : YamlKind.String;
            case 't' or 'T':
                return text is "true" or "True" or "TRUE" ? YamlKind.Boolean : YamlKind.String;
            case 'f' or 'F':
                return text is "false" or "False" or "FALSE" ? YamlKind.Boolean : YamlKind.String;
            case (>= '0' and <= '9') or '+' or '-' or '.':
                return ResolveNumber(text);
            default:
                return YamlKind.String;
        }
    }

    private static YamlKind ResolveNumber(ReadOnlySpan<char> text)
    {
        if (text is ['0', 'o', _, ..]) return AllIn(text[2..], "01234567") ? YamlKind.Integer : YamlKind.String;
        if (text is ['0', 'x', _, ..])
            return AllIn(text[2..], "0123456789abcdefABCDEF") ? YamlKind.Integer : YamlKind.String;
        if (text is ".nan" or ".NaN" or ".NAN") return YamlKind.Float;

        var rest = text[0] is '+' or '-' ? text[1..] : text;
        if (rest is ".inf" or ".Inf" or ".INF") return YamlKind.Float;

        var whole = SkipDigits(ref rest);
        if (rest.IsEmpty) return whole > 0 ? YamlKind.Integer : YamlKind.String;

        var fraction = 0;
        if (rest[0] == '.')
        {
            rest = rest[1..];
            fraction = SkipDigits(ref rest);
        }

        if (whole + fraction == 0) return YamlKind.String;
        if (rest.IsEmpty) return YamlKind.Float;
        if (rest[0] is not ('e' or 'E')) return YamlKind.String;

        rest = rest[1..];
        if (rest is ['+' or '-', ..]) rest = rest[1..];
        return SkipDigits(ref rest) > 0 && rest.IsEmpty ? YamlKind.Float : YamlKind.String;
    }

    private static int SkipDigits(ref ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count])) count++;
        text = text[count..];
        return count;
    }

    private static bool AllIn(ReadOnlySpan<char> text, string allowed) => text.IndexOfAnyExcept(allowed) < 0;
}
