using Platform.Adopting;
using Platform.Docker;
using Platform.Reporting;
using Platform.Snapshots;
using Platform.Text;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>Containers for people, host by host and project by project.</summary>
internal static class ContainersTable
{
    private const string NoProject = "-";

    /// <param name="report">What is shown.</param>
    /// <param name="gaps">What recorded snapshots lack, a sentence each.</param>
    public static void Print(ContainersReport report, IEnumerable<string> gaps)
    {
        if (report.Containers.Count > 0)
        {
            var table = new Table().NoBorder();
            foreach (var title in (ReadOnlySpan<string>)["HOST", "PROJECT", "CONTAINER", "STATUS", "MODULE", "IMAGE"])
                table.AddColumn(new TableColumn($"[bold]{title}[/]").PadLeft(0).PadRight(2));
            new TextConsole().Write(table, report.Containers.Select(container => Cells(container).ToArray()));
            MarkupLines.Write(MarkupText.Empty);
        }

        List<MarkupText> lines = [.. gaps.Order(StringComparer.Ordinal).Select(gap => MarkupText.Of($"{gap}"))];
        foreach (var host in report.Hosts)
        {
            if (host is { Recorded: true, ObservedAt: { } observed, SnapshotAge: { } age })
                lines.Add(MarkupText.Of($"{host.Host}: recorded snapshot of {observed:yyyy-MM-dd HH:mm} UTC, {Age.Of(age)} old"));
            if (host.Message is { } failure) lines.Add(MarkupText.Of($"{host.Host}: [magenta]not reached[/]: {failure}{(host.Detail is { } detail ? $": {detail}" : "")}"));
        }

        var summary = report.Summary;
        lines.Add(MarkupText.Of($"{Counts.Of(summary.Containers, "container")} of {Counts.Of(summary.Projects, "project")}: {summary.Declared} declared, {summary.Undeclared} undeclared"));
        MarkupLines.Write(lines);
    }

    private static IEnumerable<MarkupText> Cells(HostContainer container)
    {
        yield return MarkupText.Of($"{container.Host}");
        yield return MarkupText.Of($"{container.Project ?? NoProject}");
        yield return MarkupText.Of($"{container.Name}");
        yield return container switch
        {
            { Health: HealthStatus.Unhealthy } => MarkupText.Of($"[red]unhealthy[/]"),
            { Status: ContainerStatus.Running } => MarkupText.Of($"[green]running[/]"),
            { ExitCode: { } code } => MarkupText.Of($"[yellow]{container.Status.ToString().ToLowerInvariant()} ({code})[/]"),
            _ => MarkupText.Of($"[yellow]{container.Status.ToString().ToLowerInvariant()}[/]"),
        };
        yield return container.Module is { } module ? MarkupText.Of($"{module}") : MarkupText.Of($"[yellow]undeclared[/]");
        yield return MarkupText.Of($"{ImageDigest.Shorten(container.Image)}");
    }
}
