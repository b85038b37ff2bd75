using System.CommandLine;
using System.Globalization;

namespace Platform.Cli.Commands;

/// <summary>A duration as a number and a unit: <c>30s</c>, <c>90m</c>, <c>24h</c>, <c>7d</c>.</summary>
internal static class DurationOption
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>An option whose value is null where it is not given: help would print a default as 1.00:00:00.</summary>
    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (TryParse(result.Tokens is [var token] ? token.Value : "", out var duration)) return duration;
            result.AddError($"{name} takes a number with a unit, s, m, h or d, of up to 366 days: for instance 24h");
            return null;
        },
    };

    private static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        var unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
        if (number < 1 || unit == TimeSpan.Zero || number > Longest / unit) return false;
        duration = number * unit;
        return true;
    }
}
