using System.Globalization;
using Platform.Reporting;
using Platform.Text;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>Hosts for people.</summary>
internal static class HostsTable
{
    public static void Print(HostsReport report)
    {
        var table = new Table().NoBorder();
        foreach (var title in (ReadOnlySpan<string>)["HOST", "STATUS", "DOCKER", "COMPOSE", "CLOCK", "LATENCY", "REMARK"])
            table.AddColumn(new TableColumn($"[bold]{title}[/]").PadLeft(0).PadRight(2));
        new TextConsole().Write(table, report.Hosts.Select(host => Cells(host).ToArray()));
    }

    private static IEnumerable<MarkupText> Cells(HostReport host)
    {
        yield return Text(host.Host);
        yield return host switch
        {
            { Reachable: false } => MarkupText.Of($"[magenta]unreachable[/]"),
            { Recorded: true } => MarkupText.Of($"[yellow]recorded[/]"),
            _ => MarkupText.Of($"[green]reachable[/]"),
        };
        yield return Text(host.DockerVersion ?? "-");
        yield return Text(host.ComposeVersion ?? "-");
        yield return Text(host is { ClockOffset: { } offset } ? Signed(offset.TotalSeconds, host.Latency.TotalSeconds) : "-");
        yield return Text(host.Recorded ? "-" : string.Create(CultureInfo.InvariantCulture, $"{host.Latency.TotalMilliseconds:0} ms"));
        yield return Text(host switch
        {
            { Detail: { } detail } => $"{host.Message} ({detail})",
            { Message: { } message } => message,
            { SnapshotAge: { } age } => $"snapshot, {Age.Of(age)} old",
            _ => "",
        });
    }

    // The host's clock comes in whole seconds, read somewhere within the round trip: that much either way is no offset.
    private static string Signed(double seconds, double latency) => Math.Abs(seconds) < 2 + latency
        ? "ok"
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:+0;-0} s");

    private static MarkupText Text(string text) => MarkupText.Of($"{text}");
}
