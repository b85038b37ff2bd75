using System.Globalization;
using System.Numerics;

namespace Platform.Schema.Values;

/// <summary>
/// The number 0.d₁d₂d₃… × 10^exponent, without zeros at either end of the digits; zero has no digits. Equal numbers
/// have equal parts.
/// </summary>
internal sealed class DecimalDigits
{
    /// <summary>Exponents beyond this are all the same to anybody, and sums with them cannot overflow.</summary>
    private const long MaxExponent = 1_000_000_000_000_000;

    private readonly string _digits;
    private readonly long _exponent;

    private DecimalDigits(bool isNegative, string digits, long exponent)
    {
        IsNegative = isNegative && digits.Length > 0;
        _digits = digits;
        _exponent = digits.Length > 0 ? exponent : 0;
    }

    public bool IsNegative { get; }

    public bool IsZero => _digits.Length == 0;

    public bool IsInteger => _digits.Length <= _exponent || IsZero;

    /// <summary>Reads JSON's and YAML's numbers; null for <c>.inf</c> and <c>.nan</c>.</summary>
    public static DecimalDigits? TryParse(string text)
    {
        var rest = text.AsSpan();
        if (rest.StartsWith("0x", StringComparison.Ordinal) || rest.StartsWith("0o", StringComparison.Ordinal))
            return TryParse(ReadPowerOfTwo(rest[2..], text[1] == 'x' ? 4 : 3).ToString(CultureInfo.InvariantCulture));

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
        if (digits.Length == 0 || digits.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0) return null;

        var significant = digits.AsSpan().TrimStart('0');
        exponent += whole.Length - (digits.Length - significant.Length);
        return new DecimalDigits(isNegative, significant.TrimEnd('0').ToString(), exponent);
    }

    /// <summary>The value of a whole number; beyond 64 bits, the end of the range.</summary>
    public long ToInt64()
    {
        var limit = IsNegative ? long.MinValue : long.MaxValue;
        if (IsZero) return 0;
        if (_exponent > 18) return limit;
        var magnitude = long.Parse(_digits.PadRight((int)_exponent, '0'), CultureInfo.InvariantCulture);
        return IsNegative ? -magnitude : magnitude;
    }

    public int Compare(DecimalDigits other)
    {
        var sign = Sign.CompareTo(other.Sign);
        if (sign != 0) return sign;
        var size = _exponent.CompareTo(other._exponent);
        if (size == 0) size = string.CompareOrdinal(_digits, other._digits);
        return IsNegative ? -size : size;
    }

    /// <summary>
    /// Whether this / divisor is whole. Never builds a number larger than the two texts, whatever the exponents.
    /// </summary>
    public bool IsMultipleOf(DecimalDigits divisor)
    {
        if (IsZero) return true;
        if (divisor.IsZero) return false;
        var dividend = BigInteger.Parse(_digits, CultureInfo.InvariantCulture);
        var by = BigInteger.Parse(divisor._digits, CultureInfo.InvariantCulture);
        // dividend × 10^shift / by, with both numbers whole
        var shift = _exponent - _digits.Length - (divisor._exponent - divisor._digits.Length);
        if (shift >= 0) return (dividend * BigInteger.ModPow(10, shift, by) % by).IsZero;
        // The dividend's digits do not end in zero, so it cannot have 10 as a factor; by × 10^-shift does.
        return false;
    }

    public override int GetHashCode() =>
        HashCode.Combine(IsNegative, _exponent, string.GetHashCode(_digits, StringComparison.Ordinal));

    private int Sign => IsZero ? 0 : IsNegative ? -1 : 1;

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
