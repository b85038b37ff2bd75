using System.Globalization;
using Platform.Yaml;

namespace Platform.Schema.Values;

/// <summary>
/// A number as exact as it is written. Most fit into a decimal; the others are kept as digits, so that 1e400 and
/// numbers of a thousand digits compare right and cost no more than their text.
/// </summary>
internal readonly struct ExactNumber
{
    /// <summary>A decimal holds any 28 digits; a sign and a point come on top.</summary>
    private const int MaxDecimalText = 28;

    private readonly decimal _small;
    private readonly DecimalDigits? _large;

    private ExactNumber(decimal small) => _small = small;

    private ExactNumber(DecimalDigits large) => _large = large;

    public bool IsInteger => _large?.IsInteger ?? decimal.IsInteger(_small);

    public bool IsZero => _large is null ? _small == 0 : _large.IsZero;

    public bool IsNegative => _large?.IsNegative ?? _small < 0;

    /// <summary>False for what is no number, and for <c>.inf</c> and <c>.nan</c>, which JSON does not have.</summary>
    public static bool TryRead(YamlNode node, out ExactNumber number)
    {
        number = default;
        if (node.Kind is not (YamlKind.Integer or YamlKind.Float)) return false;
        var text = node.Text;
        if (text.Length <= MaxDecimalText && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var small))
        {
            number = new ExactNumber(small);
            return true;
        }

        var digits = DecimalDigits.TryParse(text);
        if (digits is null) return false;
        number = new ExactNumber(digits);
        return true;
    }

    /// <summary>The value of a whole number; beyond 64 bits, the end of the range.</summary>
    public long ToInt64()
    {
        if (_large is null) return (long)Math.Clamp(_small, long.MinValue, long.MaxValue);
        return _large.ToInt64();
    }

    /// <summary>Below 0, 0 or above 0, as this is less than, equal to or greater than the other.</summary>
    public int Compare(ExactNumber other) =>
        _large is null && other._large is null ? _small.CompareTo(other._small) : Digits.Compare(other.Digits);

    /// <summary>Whether this is a whole multiple of a number above zero.</summary>
    public bool IsMultipleOf(ExactNumber divisor)
    {
        if (_large is null && divisor._large is null && decimal.Abs(_small) < long.MaxValue && divisor._small > 1e-9m)
            return _small % divisor._small == 0;
        return Digits.IsMultipleOf(divisor.Digits);
    }

    /// <summary>Equal for equal numbers, however they are written.</summary>
    public override int GetHashCode() => IsZero ? 0 : Digits.GetHashCode();

    private DecimalDigits Digits =>
        _large ?? DecimalDigits.TryParse(_small.ToString(CultureInfo.InvariantCulture))!; // a decimal's text always parses
}
