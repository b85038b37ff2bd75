using System.Globalization;

namespace Platform.Json;

/// <summary>A number as ECMAScript's <c>Number::toString</c> prints it, which RFC 8785 (3.2.2.3) refers to.</summary>
internal static class CanonicalNumber
{
    private const int LongestInteger = 21;
    private const int SmallestExponent = -6;

    /// <param name="number">Finite.</param>
    public static string Format(double number)
    {
        if (number == 0) return "0"; // and -0
        var (digits, exponent) = Shortest(Math.Abs(number));
        return (number < 0 ? "-" : "") + Place(digits, exponent);
    }

    /// <summary>The fewest digits that read back as the same double, and where the point is: 0.d₁d₂… × 10ⁿ.</summary>
    private static (string Digits, int Point) Shortest(double number)
    {
        // .NET's "R" is the shortest form, but in its own notation: taken apart here.
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = 0;
        if (text.IndexOf('E', StringComparison.Ordinal) is >= 0 and var at)
        {
            exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..at];
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text.Length : point;
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), whole - leading + exponent);
    }

    private static string Place(string digits, int point) => point switch
    {
        > 0 and <= LongestInteger when digits.Length <= point => digits + new string('0', point - digits.Length),
        > 0 and <= LongestInteger => digits[..point] + "." + digits[point..],
        > SmallestExponent and <= 0 => "0." + new string('0', -point) + digits,
        _ => Scientific(digits, point - 1),
    };

    private static string Scientific(string digits, int exponent) => string.Create(
        CultureInfo.InvariantCulture, $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
}
