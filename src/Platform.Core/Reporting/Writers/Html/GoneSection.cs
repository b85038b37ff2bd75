namespace Platform.Reporting.Writers.Html;

/// <summary>What the earlier report had, and this one has no more.</summary>
internal static class GoneSection
{
    private const int Most = 500;

    public static HtmlText Of(FleetReport report) => report.Since is not { Gone.Count: > 0 } since ? HtmlText.Empty : HtmlText.Of($"""
        <section aria-labelledby="gone-title">
        <h2 id="gone-title">Gone since {Words.TimeElement(since.At)}</h2>
        <ul class="gone">{since.Gone.Take(Most).Select(item => HtmlText.Of($"<li><b>{item.Module ?? item.Host}</b> <code>{item.Code}</code> {item.Message}</li>\n"))}</ul>
        {(since.Gone.Count > Most ? HtmlText.Of($"<p class=\"muted\">and {since.Gone.Count - Most} more</p>") : null)}
        </section>
        """);
}
