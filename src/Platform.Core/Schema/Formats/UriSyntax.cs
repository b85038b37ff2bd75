using System.Text;

namespace Platform.Schema.Formats;

/// <summary>
/// URIs by the grammar of RFC 3986, and IRIs, which allow the characters of RFC 3987 (ucschar, iprivate) as well.
/// </summary>
internal readonly ref struct UriSyntax(bool isInternational)
{
    private const string SubDelimiters = "!$&'()*+,;=";

    /// <summary>Whether the text is a URI; with <paramref name="isReference"/>, also a relative reference.</summary>
    public bool IsMatch(ReadOnlySpan<char> text, bool isReference)
    {
        var scheme = text.IndexOfAny(":/?#");
        var hasScheme = scheme > 0 && text[scheme] == ':' && IsScheme(text[..scheme]);
        if (!hasScheme && !isReference) return false;
        if (hasScheme) text = text[(scheme + 1)..];

        var fragment = text.IndexOf('#');
        if (fragment >= 0 && !AreAllowed(text[(fragment + 1)..], ":@/?")) return false;
        if (fragment >= 0) text = text[..fragment];
        var query = text.IndexOf('?');
        if (query >= 0 && !AreAllowed(text[(query + 1)..], ":@/?", allowPrivate: true)) return false;
        if (query >= 0) text = text[..query];
        if (!text.StartsWith("//")) return AreAllowed(text, ":@/") && (hasScheme || !HasColonInFirstSegment(text));

        var path = text[2..].IndexOf('/');
        var authority = path < 0 ? text[2..] : text[2..(path + 2)];
        return IsAuthority(authority) && (path < 0 || AreAllowed(text[(path + 2)..], ":@/"));
    }

    /// <summary>Whether a percent sign with two hexadecimal digits stands at the start.</summary>
    public static bool IsEscape(ReadOnlySpan<char> text) =>
        text is ['%', var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low);

    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('+' or '-' or '.')) return false;
        }

        return char.IsAsciiLetter(text[0]);
    }

    /// <summary>It would be read as a scheme (RFC 3986, 4.2).</summary>
    private static bool HasColonInFirstSegment(ReadOnlySpan<char> path)
    {
        var end = path.IndexOfAny(":/");
        return end >= 0 && path[end] == ':';
    }

    private bool IsAuthority(ReadOnlySpan<char> text)
    {
        var user = text.IndexOf('@');
        if (user >= 0 && !AreAllowed(text[..user], ":")) return false;
        var host = text[(user + 1)..];
        if (host is not ['[', ..])
        {
            var colon = host.IndexOf(':');
            if (colon < 0) return AreAllowed(host, "");
            return AreAllowed(host[..colon], "") && IsPort(host[(colon + 1)..]);
        }

        var close = host.IndexOf(']');
        if (close < 0 || !IsLiteral(host[1..close])) return false;
        var rest = host[(close + 1)..];
        return rest.IsEmpty || (rest[0] == ':' && IsPort(rest[1..]));
    }

    private static bool IsPort(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>IPv6, or the form that is kept for the future.</summary>
    private static bool IsLiteral(ReadOnlySpan<char> text)
    {
        if (text is not ['v' or 'V', ..]) return IpAddress.IsV6(text);
        var dot = text.IndexOf('.');
        if (dot < 2 || dot + 1 == text.Length) return false;
        foreach (var digit in text[1..dot])
        {
            if (!char.IsAsciiHexDigit(digit)) return false;
        }

        foreach (var character in text[(dot + 1)..])
        {
            if (!IsUnreserved(character)
                && !SubDelimiters.Contains(character, StringComparison.Ordinal)
                && character != ':')
                return false;
        }

        return true;
    }

    private bool AreAllowed(ReadOnlySpan<char> text, string others, bool allowPrivate = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (IsUnreserved(character)
                || SubDelimiters.Contains(character, StringComparison.Ordinal)
                || others.Contains(character, StringComparison.Ordinal))
                continue;
            if (character == '%' && IsEscape(text[i..])) continue;
            if (!isInternational
                || char.IsAscii(character)
                || Rune.DecodeFromUtf16(text[i..], out var rune, out var length) != default)
                return false;
            if (!IsInternational(rune.Value, allowPrivate)) return false;
            i += length - 1;
        }

        return true;
    }

    private static bool IsUnreserved(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~';

    /// <summary>RFC 3987, 2.2: all of Unicode but controls, private use, specials and noncharacters.</summary>
    private static bool IsInternational(int codePoint, bool allowPrivate) => codePoint switch
    {
        < 0xA0 => false,
        <= 0xD7FF => true,
        >= 0xE000 and <= 0xF8FF => allowPrivate,
        <= 0xFFEF => codePoint is < 0xFDD0 or > 0xFDEF,
        < 0x10000 => false,
        >= 0xE0000 and < 0xE1000 => false,
        _ => (codePoint & 0xFFFF) < 0xFFFE && (codePoint < 0xF0000 || allowPrivate),
    };
}
