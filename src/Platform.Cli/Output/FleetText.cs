using Platform.Reporting;
using Platform.Reporting.Items;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>A report for people: a row a module, the counts, and where the rest is.</summary>
internal static class FleetText
{
    public static void Print(FleetReport report)
    {
        var items = report.Items.ToLookup(item => item.Module, StringComparer.Ordinal);
        var table = new Table().NoBorder();
        foreach (var title in (ReadOnlySpan<string>)["MODULE", "HOST", "VERDICT", "FINDINGS"])
            table.AddColumn(new TableColumn($"[bold]{title}[/]").PadLeft(0).PadRight(2));
        MarkupText[][] rows =
        [
            .. report.Modules.Select(module => (MarkupText[])[MarkupText.Of($"{module.Module}"), MarkupText.Of($"{module.Host ?? "-"}"), Verdict(module.Verdict), MarkupText.Of($"{CountsOf(items[module.Module])}")]),
            .. items[null].GroupBy(item => item.Host, StringComparer.Ordinal).Select(group => (MarkupText[])[MarkupText.Of($"-"), MarkupText.Of($"{group.Key ?? "-"}"), Verdict(group.Any(item => item.Fails) ? ModuleVerdict.Failing : ModuleVerdict.Attention), MarkupText.Of($"{CountsOf(group)}")]),
        ];
        if (rows.Length > 0)
        {
            new TextConsole().Write(table, rows);
            Result.WriteLine("");
        }

        foreach (var host in report.Hosts.Where(host => !host.Reachable || host.Recorded)) Result.WriteLine($"{host.Host}: {host.HowSeen()}");
        if (report.Since is { } since) Result.WriteLine(since.ToString());
        if (report.Shard is { } shard) Result.WriteLine(ShardLine.Of(shard));
        var s = report.Summary;
        Result.WriteLine($"{Counts.Of(s.Modules, "module")}: {Counts.List((s.Failing, "failing"), (s.Unknown, "not known"), (s.Attention, "with something to look at"), (s.Good, "good"), (s.External, "external"))}");
        Result.WriteLine($"{Counts.Of(s.Open, "open finding")}: {Counts.List((s.Critical, "critical"), (s.High, "high"), (s.Medium, "medium"), (s.Low, "low"), (s.Information, "information"))}{(s.Acknowledged > 0 ? $"; {s.Acknowledged} accepted" : "")}");
    }

    private static string CountsOf(IEnumerable<ReportItem> items)
    {
        ReportItem[] all = [.. items];
        return Counts.List(
            (Of(ReportSeverity.Critical), "critical"), (Of(ReportSeverity.High), "high"), (Of(ReportSeverity.Medium), "medium"), (Of(ReportSeverity.Low), "low"),
            (Of(ReportSeverity.Information), "information"), (all.Count(item => item.Acknowledged), "accepted"));

        int Of(ReportSeverity severity) => all.Count(item => !item.Acknowledged && item.Severity == severity);
    }

    private static MarkupText Verdict(ModuleVerdict verdict) => verdict switch
    {
        ModuleVerdict.Failing => MarkupText.Of($"[red]failing[/]"),
        ModuleVerdict.Unknown => MarkupText.Of($"[magenta]not known[/]"),
        ModuleVerdict.Attention => MarkupText.Of($"[yellow]attention[/]"),
        ModuleVerdict.Good => MarkupText.Of($"[green]good[/]"),
        _ => MarkupText.Of($"[grey]external[/]"),
    };
}
