using Platform.Reporting.Items;

namespace Platform.Reporting.Writers.Html;

/// <summary>Counts that filter, and the search. Without the script they are counts alone.</summary>
internal static class PageFilters
{
    public static HtmlText Of(FleetReport report)
    {
        var summary = report.Summary;
        (ModuleVerdict Verdict, int Count)[] verdicts =
        [
            (ModuleVerdict.Failing, summary.Failing), (ModuleVerdict.Unknown, summary.Unknown), (ModuleVerdict.Attention, summary.Attention),
            (ModuleVerdict.Good, summary.Good), (ModuleVerdict.External, summary.External),
        ];
        (ReportSeverity Severity, int Count)[] severities =
        [
            (ReportSeverity.Critical, summary.Critical), (ReportSeverity.High, summary.High), (ReportSeverity.Medium, summary.Medium),
            (ReportSeverity.Low, summary.Low), (ReportSeverity.Information, summary.Information),
        ];
        ReportCheck[] checks = [.. report.Items.Select(item => item.Check).Distinct().Order()];
        string[] hosts = [.. report.Modules.Select(m => m.Host).Concat(report.Items.Select(i => i.Host)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return HtmlText.Of($"""
            <section class="filters" aria-labelledby="filter-title">
            <h2 id="filter-title">Modules</h2>
            <div class="tiles" role="group" aria-label="Modules by verdict">
            {verdicts.Select(one => HtmlText.Of($"<button type=\"button\" class=\"tile v{Words.Number(one.Verdict)}\" data-verdict=\"{Words.Number(one.Verdict)}\" aria-pressed=\"false\"{Disabled(one.Count)}><b>{one.Count}</b><span>{Words.Sign(one.Verdict)}{Words.Of(one.Verdict)}</span></button>\n"))}
            </div>
            <div class="bar" id="bar">
            <label class="search"><span class="sr">Search modules and findings</span><input id="search" type="search" placeholder="Search" autocomplete="off" spellcheck="false" aria-keyshortcuts="Control+K Meta+K"><kbd aria-hidden="true">Ctrl K</kbd></label>
            <div class="pills" role="group" aria-label="Findings by severity">
            {severities.Where(one => one.Count > 0).Select(one => HtmlText.Of($"<button type=\"button\" class=\"pill s{(int)one.Severity}\" data-severity=\"{(int)one.Severity}\" aria-pressed=\"false\">{one.Severity.Word} <b>{one.Count}</b></button>\n"))}
            </div>
            <div class="pills" role="group" aria-label="Findings by check">
            {checks.Select(check => HtmlText.Of($"<button type=\"button\" class=\"pill\" data-check=\"{(int)check}\" aria-pressed=\"false\">{check.Word}</button>\n"))}
            {(report.Since is null ? null : HtmlText.Of($"<button type=\"button\" class=\"pill\" id=\"only-new\" aria-pressed=\"false\">new <b>{report.Since.New}</b></button>"))}
            {(summary.Acknowledged == 0 ? null : HtmlText.Of($"<button type=\"button\" class=\"pill\" id=\"accepted\" aria-pressed=\"true\">accepted <b>{summary.Acknowledged}</b></button>"))}
            </div>
            {(hosts.Length < 2 ? null : HtmlText.Of($"<label class=\"host\"><span class=\"sr\">Host</span><select id=\"host\"><option value=\"\">all hosts</option>{hosts.Select(host => HtmlText.Of($"<option>{host}</option>"))}</select></label>"))}
            <button type="button" class="plain" id="clear" hidden>Clear</button>
            <button type="button" class="plain" id="open-all" aria-pressed="false">Open all</button>
            <output id="shown" for="search">{Words.Count(summary.Modules, "module")}, {Words.Count(summary.Items, "finding")}</output>
            </div>
            </section>
            """);
    }

    private static HtmlText? Disabled(int count) => count == 0 ? HtmlText.Of($" disabled") : null;
}
