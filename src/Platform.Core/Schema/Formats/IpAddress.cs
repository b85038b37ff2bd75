namespace Platform.Schema.Formats;

/// <summary>IP addresses as text: IPv4 by RFC 2673, 3.2 (dotted quad), IPv6 by RFC 4291, 2.2.</summary>
internal static class IpAddress
{
    public static bool IsV4(ReadOnlySpan<char> text)
    {
        for (var part = 0; part < 4; part++)
        {
            var end = text.IndexOf('.');
            if (end < 0 != (part == 3)) return false;
            if (!IsOctet(end < 0 ? text : text[..end])) return false;
            text = text[(end + 1)..];
        }

        return true;
    }

    public static bool IsV6(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::");
        if (gap < 0) return CountGroups(text, mayEndInV4: true) == 8;
        var before = CountGroups(text[..gap], mayEndInV4: false);
        var after = CountGroups(text[(gap + 2)..], mayEndInV4: true);
        return before >= 0 && after >= 0 && before + after < 8;
    }

    /// <summary>Groups of 16 bits, where an IPv4 address at the end is two; -1 if something else is there.</summary>
    private static int CountGroups(ReadOnlySpan<char> text, bool mayEndInV4)
    {
        if (text.IsEmpty) return 0;
        for (var count = 1; ; count++)
        {
            var end = text.IndexOf(':');
            var group = end < 0 ? text : text[..end];
            if (end < 0 && mayEndInV4 && IsV4(group)) return count + 1;
            if (group.Length is 0 or > 4) return -1;
            foreach (var digit in group)
            {
                if (!char.IsAsciiHexDigit(digit)) return -1;
            }

            if (end < 0) return count;
            text = text[(end + 1)..];
        }
    }

    private static bool IsOctet(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 3 || (text.Length > 1 && text[0] == '0')) return false;
        var value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            value = (value * 10) + digit - '0';
        }

        return value < 256;
    }
}
