namespace Platform.Schema.Formats;

/// <summary>"duration", RFC 3339, appendix A: whole numbers, and no unit left out between two others.</summary>
internal sealed class DurationFormat : SchemaFormat
{
    public override string Expectation => "an ISO 8601 duration such as P30D or PT12H";

    public override bool IsMatch(string text)
    {
        if (text is not ['P', _, ..]) return false;
        var rest = text.AsSpan(1);
        if (rest[^1] == 'W') return rest.Length > 1 && rest[..^1].IndexOfAnyExceptInRange('0', '9') < 0;
        var time = rest.IndexOf('T');
        if (time < 0) return IsRun(rest, "YMD");
        return (time == 0 || IsRun(rest[..time], "YMD")) && IsRun(rest[(time + 1)..], "HMS");
    }

    /// <summary>One or more numbers with consecutive units.</summary>
    private static bool IsRun(ReadOnlySpan<char> text, string units)
    {
        var previous = -1;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0) return false;
            var unit = units.IndexOf(text[digits], StringComparison.Ordinal);
            if (unit < 0 || (previous >= 0 && unit != previous + 1)) return false;
            previous = unit;
            text = text[(digits + 1)..];
        }

        return previous >= 0;
    }
}
