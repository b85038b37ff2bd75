namespace Platform.Reporting.Writers.Html;

/// <summary>What was seen of hosts, and how old that is.</summary>
internal static class HostSection
{
    public static HtmlText Of(FleetReport report) => report.Hosts.Count == 0 ? HtmlText.Empty : HtmlText.Of($"""
        <section aria-labelledby="seen-title">
        <h2 id="seen-title">What was seen, and when</h2>
        <div class="wide"><table class="hosts">
        <thead><tr><th scope="col">Host</th><th scope="col">How</th><th scope="col">Seen</th><th scope="col">Age</th><th scope="col">Docker</th><th scope="col">Compose</th></tr></thead>
        <tbody>
        {report.Hosts.Select(host => HtmlText.Of($"<tr{(host.Reachable ? null : HtmlText.Of($" class=\"v1\""))}><th scope=\"row\">{host.Host}</th><td>{Way(host)}</td><td>{(host.ObservedAt is { } at ? Words.TimeElement(at) : HtmlText.Of($"not seen"))}</td><td>{(host.ObservedAt is { } seen ? Words.Ago(seen, report) : "")}</td><td>{host.DockerVersion}</td><td>{host.ComposeVersion}</td></tr>\n"))}
        </tbody>
        </table></div>
        </section>
        """);

    private static string Way(HostReport host) => host switch
    {
        { Failure: { Detail: { } detail } failure } => $"{failure.Message} ({detail})",
        { Failure: { } failure } => failure.Message,
        { Recorded: true } => "recorded snapshot",
        _ => "asked",
    };
}
