namespace Platform.Schema.Formats;

/// <summary>"uri-template", RFC 6570, of any level.</summary>
internal sealed class UriTemplateFormat : SchemaFormat
{
    public override string Expectation => "a URI template such as /modules/{id}";

    public override bool IsMatch(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var open = rest.IndexOf('{');
            if (!IsLiteral(open < 0 ? rest : rest[..open])) return false;
            if (open < 0) return true;
            var close = rest.IndexOf('}');
            if (close < open || !IsExpression(rest[(open + 1)..close])) return false;
            rest = rest[(close + 1)..];
        }

        return true;
    }

    /// <summary>RFC 6570, 2.1; the apostrophe is allowed by its erratum 6937.</summary>
    private static bool IsLiteral(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is <= ' ' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}' or (>= '\x7f' and <= '\x9f'))
                return false;
            if (text[i] == '%' && !UriSyntax.IsEscape(text[i..])) return false;
        }

        return true;
    }

    /// <summary>An operator, if any, and variables between commas (2.2 to 2.4).</summary>
    private static bool IsExpression(ReadOnlySpan<char> text)
    {
        if (text is ['+' or '#' or '.' or '/' or ';' or '?' or '&' or '=' or ',' or '!' or '@' or '|', ..])
            text = text[1..];
        while (true)
        {
            var comma = text.IndexOf(',');
            if (!IsVariable(comma < 0 ? text : text[..comma])) return false;
            if (comma < 0) return true;
            text = text[(comma + 1)..];
        }
    }

    private static bool IsVariable(ReadOnlySpan<char> text)
    {
        if (text is [.. var name, '*']) return IsName(name);
        var colon = text.IndexOf(':');
        if (colon < 0) return IsName(text);
        var length = text[(colon + 1)..];
        return IsName(text[..colon])
            && length.Length is >= 1 and <= 4 && length[0] != '0' && length.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        var wasDot = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.' && wasDot) return false;
            wasDot = text[i] == '.';
            if (wasDot || char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_') continue;
            if (!UriSyntax.IsEscape(text[i..])) return false;
            i += 2;
        }

        return !wasDot;
    }
}
