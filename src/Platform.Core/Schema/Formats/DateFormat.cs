namespace Platform.Schema.Formats;

/// <summary>"date", RFC 3339 full-date.</summary>
internal sealed class DateFormat : SchemaFormat
{
    public override string Expectation => "a date such as 2026-05-02";

    public override bool IsMatch(string text) => Rfc3339.IsDate(text);

    public override string? Explain(string text) => Rfc3339.IsDateTime(text) ? "has a time as well" : null;
}
