using System.Buffers;
using System.Globalization;

namespace Platform.Docker;

/// <summary>Durations as Go prints them: <c>1m30s</c>, <c>500ms</c> (package <c>time</c>, <c>Duration.String</c>).</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, long Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ];

    /// <returns>Nanoseconds; null for null and for what is no duration.</returns>
    public static long? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var rest = text.AsSpan();
        decimal total = 0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
            rest = rest[digits..];
            var length = rest.IndexOfAny(NumberCharacters) is >= 0 and var next ? next : rest.Length;
            var unit = rest[..length];
            long factor = 0;
            foreach (var (name, nanoseconds) in Units)
                if (unit.SequenceEqual(name)) factor = nanoseconds;
            if (factor == 0 || number > 1_000_000) return null;
            total += number * factor;
            rest = rest[length..];
        }

        return total <= long.MaxValue ? (long)total : null;
    }
}
