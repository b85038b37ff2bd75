using System.Text;

namespace Platform.Schema.Formats;

/// <summary>"email", the mailbox of RFC 5321, 4.1.2, and "idn-email", which RFC 6531 opens to all of Unicode.</summary>
internal sealed class EmailFormat(bool isInternational) : SchemaFormat
{
    private const int MaxLocalBytes = 64;

    public override string Expectation => "an e-mail address such as operator@example.org";

    public override bool IsMatch(string text)
    {
        var at = text.LastIndexOf('@');
        if (at <= 0 || (!isInternational && !Ascii.IsValid(text))) return false;
        var local = text.AsSpan(0, at);
        return Encoding.UTF8.GetByteCount(local) <= MaxLocalBytes && IsLocal(local) && IsDomain(text[(at + 1)..]);
    }

    private bool IsLocal(ReadOnlySpan<char> local) => local[0] == '"' ? IsQuoted(local) : IsDotString(local);

    /// <summary>Atoms between single dots.</summary>
    private bool IsDotString(ReadOnlySpan<char> text)
    {
        var wasDot = true;
        foreach (var character in text)
        {
            var isDot = character == '.';
            if (isDot ? wasDot : !IsAtom(character)) return false;
            wasDot = isDot;
        }

        return !wasDot;
    }

    private bool IsAtom(char character) =>
        char.IsAscii(character)
            ? char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-/=?^_`{|}~".Contains(character, StringComparison.Ordinal)
            : isInternational;

    private bool IsQuoted(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[^1] != '"') return false;
        var inside = text[1..^1];
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] == '"' || (inside[i] == '\\' && ++i == inside.Length)) return false;
            if (inside[i] is < ' ' or '\x7f' || (!isInternational && !char.IsAscii(inside[i]))) return false;
        }

        return true;
    }

    private bool IsDomain(string domain)
    {
        if (domain is not ['[', .., ']'])
            return isInternational ? IsInternationalDomain(domain) : HostName.IsMatch(domain, isInternational: false);
        var address = domain.AsSpan(1, domain.Length - 2);
        return address.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? IpAddress.IsV6(address[5..]) : IpAddress.IsV4(address);
    }

    /// <summary>
    /// RFC 6531 asks for U-labels by their grammar (RFC 6532's UTF-8) only, so that any non-ASCII label will do.
    /// </summary>
    private static bool IsInternationalDomain(string domain)
    {
        foreach (var label in domain.Split('.'))
        {
            if (!Ascii.IsValid(label) ? label.Contains('@', StringComparison.Ordinal) : !HostName.IsMatch(label, isInternational: true))
                return false;
        }

        return true;
    }
}
