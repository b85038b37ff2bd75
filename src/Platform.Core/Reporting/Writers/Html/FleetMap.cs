namespace Platform.Reporting.Writers.Html;

/// <summary>The fleet as a matrix: a row a host, a cell a module, each a way to the module.</summary>
internal static class FleetMap
{
    /// <summary>Up to this many modules have room for their names.</summary>
    private const int Named = 100;

    public static HtmlText Of(FleetReport report)
    {
        if (report.Modules.Count == 0) return HtmlText.Empty;
        var hosts = report.Hosts.ToLookup(host => host.Host, StringComparer.Ordinal);
        var rows = report.Modules.GroupBy(module => module.Host ?? "", StringComparer.Ordinal).OrderBy(group => group.Key.Length == 0).ThenBy(group => group.Key, StringComparer.Ordinal);
        var isNamed = report.Modules.Count <= Named;
        return HtmlText.Of($"""
            <section aria-labelledby="map-title">
            <h2 id="map-title">Fleet</h2>
            <table class="map{(isNamed ? "" : " dense")}">
            <thead class="sr"><tr><th scope="col">Host</th><th scope="col">Modules</th></tr></thead>
            <tbody>
            {rows.Select(row => Row(row.Key, [.. row], hosts[row.Key].FirstOrDefault(), isNamed))}
            </tbody>
            </table>
            </section>
            """);
    }

    private static HtmlText Row(string name, ReportedModule[] modules, HostReport? host, bool isNamed) => HtmlText.Of($"""
        <tr><th scope="row">{(name.Length == 0 ? HtmlText.Of($"<span class=\"muted\">host not known</span>") : HtmlText.Of($"{name}"))}{(host is null ? null : HtmlText.Of($"<small{(host.Reachable ? null : HtmlText.Of($" class=\"v1\""))}>{Seen(host)}</small>"))}</th><td>{modules.OrderBy(m => m.Verdict).ThenBy(m => m.Module, StringComparer.Ordinal).Select(m => Cell(m, isNamed))}</td></tr>

        """);

    private static HtmlText Cell(ReportedModule module, bool isNamed) => isNamed
        ? HtmlText.Of($"<a class=\"cell v{Words.Number(module.Verdict)}\" href=\"#{Anchor(module)}\">{Words.Sign(module.Verdict)}{module.Module}<span class=\"sr\">, {Words.Of(module.Verdict)}</span></a>")
        : HtmlText.Of($"<a class=\"cell v{Words.Number(module.Verdict)}\" href=\"#{Anchor(module)}\" title=\"{module.Module}\" aria-label=\"{module.Module}, {Words.Of(module.Verdict)}\">{Words.Sign(module.Verdict)}</a>");

    private static string Seen(HostReport host) => host switch
    {
        { Reachable: false } => "not reached",
        { Recorded: true } => host.HowSeen().Replace("recorded snapshot, ", "recorded, ", StringComparison.Ordinal),
        _ => "asked now",
    };

    /// <summary>The module's place in the page. Ids of modules are harmless; a folder that is none may have any name.</summary>
    public static string Anchor(ReportedModule module) => "m-" + Uri.EscapeDataString(module.Module).Replace('%', '_');
}
