using System.Globalization;

namespace Platform.Text;

/// <summary>A length of time as people say it.</summary>
public static class Age
{
    /// <summary>The largest unit that fits at least once: <c>12 minutes</c>, <c>1 day</c>; never negative.</summary>
    public static string Of(TimeSpan age)
    {
        var (count, unit) = age switch
        {
            { TotalDays: >= 1 } => ((long)age.TotalDays, "day"),
            { TotalHours: >= 1 } => ((long)age.TotalHours, "hour"),
            { TotalMinutes: >= 1 } => ((long)age.TotalMinutes, "minute"),
            _ => (Math.Max(0, (long)age.TotalSeconds), "second"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
    }
}
