using Platform.Reporting.Items;

namespace Platform.Reporting.Writers.Html;

/// <summary>Findings, each with what shows it and what mends it.</summary>
internal static class FindingList
{
    public static HtmlText Of(ReportItem[] items, PageRoom room)
    {
        if (items.Length == 0) return HtmlText.Of($"<p class=\"calm\">Nothing was found.</p>");
        var shown = room.Minor ? items : [.. items.Where(item => item.Severity > ReportSeverity.Low)];
        var codes = items.Except(shown).GroupBy(item => item.Code, StringComparer.Ordinal);
        return HtmlText.Of($"<ul class=\"fs\">{shown.Select(item => Finding(item, room))}</ul>{(room.Minor || shown.Length == items.Length ? null : HtmlText.Of($"<p class=\"muted\">Also: {string.Join(", ", codes.Select(group => group.Key))}</p>"))}");
    }

    public static HtmlText Finding(ReportItem item, PageRoom room) => HtmlText.Of(
        $"<li class=\"f s{(int)item.Severity} c{(int)item.Check}{(item.Acknowledged ? " a" : "")}{(item.IsNew is true ? " w" : "")}\"><p class=\"fh\"><span class=\"n s{(int)item.Severity}\">{item.Severity.Word}</span><code>{item.Code}</code><span class=\"muted\">{item.Check.Word}</span>{(item.IsNew is true ? HtmlText.Of($"<span class=\"n new\">new</span>") : null)}</p><p>{item.Message}</p>{Evidence(item)}{Accepted(item)}<p class=\"at\"><code>{item.Place.ToString()}</code>{(item.Fix is { } fix ? HtmlText.Of($"<code class=\"fix\">{fix}</code>") : null)}</p>{Detail(item, room)}</li>");

    private static HtmlText? Evidence(ReportItem item)
    {
        ReportEvidence[] told = [.. item.Evidence.Where(evidence => evidence.Value.Length > 0 && evidence.Name is not ("subject" or "cleared by"))];
        if (!told.Any(evidence => evidence.Name is not "field")) return null;
        return HtmlText.Of($"<dl>{told.Select(evidence => HtmlText.Of($"<dt>{evidence.Name}</dt><dd{(evidence.Name is "expected" or "actual" ? HtmlText.Of($" class=\"{evidence.Name}\"") : null)}>{evidence.Value}</dd>"))}</dl>");
    }

    private static HtmlText? Accepted(ReportItem item) => item.Acknowledgement is { } given ? HtmlText.Of($"<p class=\"given\"><b>Accepted</b> by {given}</p>") : null;

    private static HtmlText? Detail(ReportItem item, PageRoom room)
    {
        if (item.Detail is not { } detail || room.Detail == 0) return null;
        var text = detail.Length > room.Detail ? detail[..room.Detail] + "\n…" : detail;
        return HtmlText.Of($"<details class=\"diff\"><summary>Difference</summary><pre tabindex=\"0\">{text.TrimEnd('\n').Split('\n').Select(Line)}</pre></details>");
    }

    private static HtmlText Line(string line) => line switch
    {
        ['+', ..] => HtmlText.Of($"<ins>{line}</ins>\n"),
        ['-', ..] => HtmlText.Of($"<del>{line}</del>\n"),
        _ => HtmlText.Of($"{line}\n"),
    };
}
