using Platform.Reporting.Items;

namespace Platform.Reporting.Writers.Html;

/// <summary>The verdict on the whole, and what it rests on.</summary>
internal static class PageHeader
{
    public static HtmlText Of(FleetReport report)
    {
        var summary = report.Summary;
        var worst = summary.Failing > 0 ? ModuleVerdict.Failing : summary.Unknown > 0 ? ModuleVerdict.Unknown : summary.Attention > 0 ? ModuleVerdict.Attention : ModuleVerdict.Good;
        return HtmlText.Of($"""
            <header class="top">
            <p class="eyebrow">{HtmlWriter.TitleOf(report)}{(report.Shard is { } shard ? HtmlText.Of($" <span class=\"tag\">shard {shard.ToString()}</span>") : null)}</p>
            <h1><span class="mark v{Words.Number(worst)}">{Words.Sign(worst)}</span>{summary.Sentence}</h1>
            <p class="meta">{Words.TimeElement(report.At)} <span>{Words.Count(summary.Modules, "module")}{(summary.Hosts > 0 ? $" on {Words.Count(summary.Hosts, "host")}" : "")}</span> <span>{Checked(report)}</span>{Since(report)}</p>
            </header>
            """);
    }

    private static string Checked(FleetReport report) => report.Checks.Count == 0 ? "nothing was checked" : $"checked: {string.Join(", ", report.Checks.Select(check => check is ReportCheck.Manifest ? "manifests" : check.Word))}";

    private static HtmlText? Since(FleetReport report) => report.Since is { } since
        ? HtmlText.Of($" <span><b>{since.New} new</b>, {since.Gone.Count} gone since {Words.TimeElement(since.At)}</span>")
        : null;
}
