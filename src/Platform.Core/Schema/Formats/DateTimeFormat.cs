namespace Platform.Schema.Formats;

/// <summary>"date-time", RFC 3339.</summary>
internal sealed class DateTimeFormat : SchemaFormat
{
    public override string Expectation => "an RFC 3339 date-time such as 2026-05-02T00:00:00Z";

    public override bool IsMatch(string text) => Rfc3339.IsDateTime(text);

    public override string? Explain(string text)
    {
        if (Rfc3339.IsDate(text)) return "is a bare date; add a time, such as T00:00:00Z";
        if (text.Length <= 11 || !Rfc3339.IsDate(text.AsSpan(0, 10))) return null;
        var time = text.AsSpan(11);
        if (text[10] is 'T' or 't' && Rfc3339.IsTimeWithoutZone(time)) return "has no time zone; add Z for UTC";
        if (text[10] == ' ' && (Rfc3339.IsTime(time) || Rfc3339.IsTimeWithoutZone(time)))
            return "has a space where T belongs";
        return "has no valid time";
    }
}
