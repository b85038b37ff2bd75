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
        var console = TextConsole.Create();
        var table = new Table().NoBorder();
        foreach (var title in (ReadOnlySpan<string>)["HOST", "STATUS", "DOCKER", "COMPOSE", "CLOCK", "LATENCY", "REMARK"])
            table.AddColumn(new TableColumn($"[bold]{title}[/]").PadLeft(0).PadRight(2));
        foreach (var host in report.Hosts) table.AddRow([.. Cells(host)]);
        console.Write(table);
    }

    private static IEnumerable<string> Cells(HostReport host)
    {
        yield return Text(host.Host);
        yield return host switch
        {
            { Reachable: false } => "[magenta]unreachable[/]",
            { Recorded: true } => "[yellow]recorded[/]",
            _ => "[green]reachable[/]",
        };
        yield return Text(host.EngineVersion ?? "-");
        yield return Text(host.ComposeVersion ?? "-");
        yield return host is { ClockOffsetSeconds: { } offset, Recorded: false } ? Signed(offset) : "-";
        yield return host.Recorded ? "-" : string.Create(CultureInfo.InvariantCulture, $"{host.LatencySeconds * 1000:0} ms");
        yield return Text(host switch
        {
            { Failure.Detail: { } detail } => $"{host.Failure.Message} ({detail})",
            { Failure: { } failure } => failure.Message,
            { SnapshotAgeSeconds: { } age } => $"snapshot, {Age.Of(TimeSpan.FromSeconds(age))} old",
            _ => "",
        });
    }

    // The host's clock comes in whole seconds: a second either way is no offset.
    private static string Signed(double seconds) => Math.Abs(seconds) < 2
        ? "ok"
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:+0;-0} s");

    private static string Text(string text) => Markup.Escape(TerminalText.Clean(text));
}
