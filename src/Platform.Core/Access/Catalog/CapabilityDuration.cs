using System.Globalization;

namespace Platform.Access.Catalog;

/// <summary>A duration as the catalog writes it: a number and a unit, <c>30s</c>, <c>30m</c>, <c>8h</c>, <c>1d</c>.</summary>
internal static class CapabilityDuration
{
    private const int MostDigits = 6;

    /// <summary>Null for what is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length is < 2 or > MostDigits + 1 || !int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => null,
        };
    }

    /// <summary>The shortest form in whole units: <c>30m</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var (number, unit) = seconds switch
        {
            > 0 when seconds % 86_400 == 0 => (seconds / 86_400, 'd'),
            > 0 when seconds % 3_600 == 0 => (seconds / 3_600, 'h'),
            > 0 when seconds % 60 == 0 => (seconds / 60, 'm'),
            _ => (seconds, 's'),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
    }
}
