namespace Platform.Yaml;

/// <summary>The digits after <c>0o</c>, which .NET's parsers do not read.</summary>
internal static class OctalNumber
{
    /// <summary>
    /// False if the value does not fit into 63 bits; <paramref name="digits"/> are known to be octal.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (value >> 60 != 0) return false;
            value = (value << 3) | (long)(digit - '0');
        }

        return true;
    }
}
