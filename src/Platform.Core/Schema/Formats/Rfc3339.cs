namespace Platform.Schema.Formats;

/// <summary>Dates and times by RFC 3339, section 5.6, with the days of months and the leap seconds of 5.7.</summary>
internal static class Rfc3339
{
    private static ReadOnlySpan<byte> DaysInMonth => [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    public static bool IsDateTime(ReadOnlySpan<char> text) =>
        text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    public static bool IsDate(ReadOnlySpan<char> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        if (!TryRead(text[..4], out var year)
            || !TryRead(text[5..7], out var month)
            || !TryRead(text[8..], out var day))
            return false;
        if (month is < 1 or > 12) return false;
        var isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day >= 1 && day <= DaysInMonth[month - 1] + (month == 2 && isLeapYear ? 1 : 0);
    }

    public static bool IsTime(ReadOnlySpan<char> text)
    {
        if (!TryReadClock(ref text, out var hour, out var minute)
            || text is not [':', _, _, ..]
            || !TryRead(text[1..3], out var second))
            return false;
        text = text[3..];
        if (text is ['.', ..])
        {
            var digits = text[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0) return false;
            text = text[(digits + 1)..];
        }

        return TryReadOffset(text, out var offset) && (second < 60 || (second == 60 && IsLastMinute((hour * 60) + minute - offset)));
    }

    /// <summary>Whether the text would be a time if it said its zone.</summary>
    public static bool IsTimeWithoutZone(ReadOnlySpan<char> text) => IsTime(string.Concat(text, "Z"));

    /// <summary>What a text is that is no date-time, to stand behind it; null if nothing can be said.</summary>
    public static string? WhyNoDateTime(string text)
    {
        if (IsDate(text)) return "is a bare date; add a time, such as T00:00:00Z";
        if (text.Length <= 11 || !IsDate(text.AsSpan(0, 10))) return null;
        var time = text.AsSpan(11);
        if (text[10] is 'T' or 't' && IsTimeWithoutZone(time)) return "has no time zone; add Z for UTC";
        if (text[10] == ' ' && (IsTime(time) || IsTimeWithoutZone(time)))
            return "has a space where T belongs";
        return "has no valid time";
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z") return true;
        if (text is not ['+' or '-', ..]) return false;
        var rest = text[1..];
        if (!TryReadClock(ref rest, out var hour, out var minute) || !rest.IsEmpty) return false;
        minutes = ((hour * 60) + minute) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    /// <summary>Leap seconds are in the last minute of a day in UTC.</summary>
    private static bool IsLastMinute(int minuteOfDay) => (minuteOfDay + 1440) % 1440 == 1439;

    private static bool TryReadClock(ref ReadOnlySpan<char> text, out int hour, out int minute)
    {
        hour = minute = 0;
        if (text.Length < 5 || text[2] != ':' || !TryRead(text[..2], out hour) || !TryRead(text[3..5], out minute))
            return false;
        text = text[5..];
        return hour < 24 && minute < 60;
    }

    private static bool TryRead(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            number = (number * 10) + digit - '0';
        }

        return true;
    }
}
