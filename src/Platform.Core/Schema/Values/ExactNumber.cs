using System.Globalization;
using System.Numerics;
using System.Text;

namespace Platform.Schema.Values;

/// <summary>
/// A number as exact as it is written: 0.d₁d₂d₃… × 10^<paramref name="Exponent"/>, without zeros at either end of the
/// digits. Zero has no digits. Equal numbers have equal parts, however they are written.
/// </summary>
internal readonly record struct ExactNumber(bool IsNegative, string Digits, long Exponent)
{
    /// <summary>
    /// JsonSchema.Net spreads a number out on the stack, as many bytes as its exponent says, so that 1e10000000 ends the
    /// process. Nobody means a number beyond this.
    /// </summary>
    public const int MaxDigits = 1_000;

    /// <summary>Exponents beyond this are all the same to anybody, and sums with them cannot overflow.</summary>
    private const long MaxExponent = 1_000_000_000_000_000;

    public bool IsInteger => Digits.Length <= Exponent || Digits.Length == 0;

    /// <summary>Whether the number has at most <see cref="MaxDigits"/> digits on either side of its point.</summary>
    public bool IsInRange => Digits.Length <= MaxDigits && Math.Abs(Exponent) <= MaxDigits;

    /// <summary>Reads JSON's and YAML's numbers; false for <c>.inf</c> and <c>.nan</c>, which JSON does not have.</summary>
    public static bool TryParse(string text, out ExactNumber number)
    {
        number = default;
        var rest = text.AsSpan();
        if (rest.StartsWith("0x", StringComparison.Ordinal) || rest.StartsWith("0o", StringComparison.Ordinal))
            return TryParse(ReadPowerOfTwo(rest[2..], text[1] == 'x' ? 4 : 3).ToString(CultureInfo.InvariantCulture), out number);

        var isNegative = rest is ['-', ..];
        if (rest is ['-' or '+', ..]) rest = rest[1..];

        long exponent = 0;
        var mark = rest.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            exponent = ReadExponent(rest[(mark + 1)..]);
            rest = rest[..mark];
        }

        var point = rest.IndexOf('.');
        var whole = point < 0 ? rest : rest[..point];
        var digits = point < 0 ? rest.ToString() : string.Concat(whole, rest[(point + 1)..]);
        if (digits.Length == 0 || digits.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0) return false;

        var significant = digits.AsSpan().TrimStart('0');
        exponent += whole.Length - (digits.Length - significant.Length);
        significant = significant.TrimEnd('0');
        number = significant.IsEmpty ? new ExactNumber(false, "", 0) : new ExactNumber(isNegative, significant.ToString(), exponent);
        return true;
    }

    /// <summary>The number as JSON, which has to be <see cref="IsInRange"/>: whole ones without point and exponent.</summary>
    public string ToJson()
    {
        if (Digits.Length == 0) return "0";
        var text = new StringBuilder(IsNegative ? "-" : "");
        if (IsInteger) return text.Append(Digits).Append('0', (int)Exponent - Digits.Length).ToString();
        if (Exponent > 0) return text.Append(Digits, 0, (int)Exponent).Append('.').Append(Digits, (int)Exponent, Digits.Length - (int)Exponent).ToString();
        return text.Append("0.").Append('0', (int)-Exponent).Append(Digits).ToString();
    }

    /// <summary>The value of a whole number from 0, as far as a count can go; null for any other number.</summary>
    public int? ToCount()
    {
        if (IsNegative || !IsInteger) return null;
        if (Exponent > 9) return int.MaxValue;
        return Digits.Length == 0 ? 0 : int.Parse(Digits.PadRight((int)Exponent, '0'), CultureInfo.InvariantCulture);
    }

    private static long ReadExponent(ReadOnlySpan<char> text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
            return Math.Clamp(exponent, -MaxExponent, MaxExponent);
        return text is ['-', ..] ? -MaxExponent : MaxExponent;
    }

    /// <summary>Sets bit by bit: shifting a growing number would take a time quadratic in the digits.</summary>
    private static BigInteger ReadPowerOfTwo(ReadOnlySpan<char> digits, int bits)
    {
        var bytes = new byte[(digits.Length * bits / 8) + 2];
        for (var i = 0; i < digits.Length; i++)
        {
            var value = char.IsAsciiDigit(digits[i]) ? digits[i] - '0' : (digits[i] | 0x20) - 'a' + 10;
            var bit = (digits.Length - 1 - i) * bits;
            var shifted = value << (bit & 7);
            bytes[bit >> 3] |= (byte)shifted;
            bytes[(bit >> 3) + 1] |= (byte)(shifted >> 8);
        }

        return new BigInteger(bytes, isUnsigned: true);
    }
}
