namespace Platform.Schema.Formats;

/// <summary>"time", RFC 3339 full-time.</summary>
internal sealed class TimeFormat : SchemaFormat
{
    public override string Expectation => "a time of day with its zone such as 08:30:00Z";

    public override bool IsMatch(string text) => Rfc3339.IsTime(text);

    public override string? Explain(string text) =>
        Rfc3339.IsTimeWithoutZone(text) ? "has no time zone; add Z for UTC" : null;
}
