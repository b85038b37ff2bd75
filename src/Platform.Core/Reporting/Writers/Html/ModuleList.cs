using Platform.Drift;
using Platform.Reporting.Items;

namespace Platform.Reporting.Writers.Html;

/// <summary>The modules, the worst first, each with the three truths and its findings folded in it.</summary>
internal static class ModuleList
{
    /// <summary>Up to this many failing modules are open from the start: there is where a reader goes first.</summary>
    private const int Opened = 5;

    public static HtmlText Of(FleetReport report, PageRoom room)
    {
        var items = report.Items.ToLookup(item => item.Module, StringComparer.Ordinal);
        var areOpen = report.Summary.Failing is > 0 and <= Opened;
        var others = items[null].GroupBy(item => item.Host, StringComparer.Ordinal);
        return HtmlText.Of($"""
            <div class="list" id="modules" tabindex="-1">
            {others.Select(group => Undeclared(group.Key, [.. group], room))}
            {report.Modules.OrderBy(m => m.Verdict).ThenBy(m => m.Module, StringComparer.Ordinal).Select(m => Module(m, [.. items[m.Module]], room, areOpen && m.Verdict is ModuleVerdict.Failing))}
            </div>
            <p class="none" id="none" hidden>Nothing matches. <button type="button" class="plain" id="clear-none">Clear the filters</button></p>
            """);
    }

    private static HtmlText Module(ReportedModule module, ReportItem[] items, PageRoom room, bool isOpen) => HtmlText.Of($"""
        <details class="m" id="{FleetMap.Anchor(module)}" data-v="{Words.Number(module.Verdict)}" data-h="{module.Host}"{(isOpen ? HtmlText.Of($" open") : null)}>
        <summary><span class="mark v{Words.Number(module.Verdict)}">{Words.Sign(module.Verdict)}<span class="sr">{Words.Of(module.Verdict)}</span></span><h3>{module.Module}</h3><span class="on">{module.Host ?? "host not known"}</span><span class="st">{StateOf(module)}</span><span class="counts">{CountsOf(items)}</span></summary>
        <div class="in">{ThreeTruths.Of(module, items)}{FindingList.Of(items, room)}</div>
        </details>

        """);

    private static HtmlText Undeclared(string? host, ReportItem[] items, PageRoom room)
    {
        var verdict = ReportedModule.VerdictOf(items, isSkipped: false);
        return HtmlText.Of($"""
            <details class="m" data-v="{Words.Number(verdict)}" data-h="{host}">
            <summary><span class="mark v{Words.Number(verdict)}">{Words.Sign(verdict)}<span class="sr">{Words.Of(verdict)}</span></span><h3 class="of-none">{(host is null ? "The root itself" : "What no module declares")}</h3><span class="on">{host}</span><span class="st"></span><span class="counts">{CountsOf(items)}</span></summary>
            <div class="in">{FindingList.Of(items, room)}</div>
            </details>

            """);
    }

    private static string StateOf(ReportedModule module)
    {
        var drift = module.Drift?.Status switch
        {
            DriftStatus.InSync => "in sync",
            DriftStatus.Drifted => "drifted",
            DriftStatus.Unverified => "unverified",
            DriftStatus.Unreachable => "unreachable",
            DriftStatus.Skipped => "external",
            _ => null,
        };
        var wave = module.Readiness switch
        {
            { Wave: 0 } => "blocked",
            { Wave: { } number } => $"wave {number}",
            _ => null,
        };
        return string.Join(" · ", new[] { drift, wave }.OfType<string>());
    }

    private static IEnumerable<HtmlText> CountsOf(ReportItem[] items)
    {
        foreach (var severity in Words.Severities)
            if (items.Count(item => !item.Acknowledged && item.Severity == severity) is > 0 and var count) yield return HtmlText.Of($"<span class=\"n s{(int)severity}\">{count} {severity.Word}</span>");
        if (items.Count(item => item.Acknowledged) is > 0 and var accepted) yield return HtmlText.Of($"<span class=\"n\">{accepted} accepted</span>");
        if (items.Count(item => item.IsNew is true) is > 0 and var fresh) yield return HtmlText.Of($"<span class=\"n new\">{fresh} new</span>");
    }
}
