using System.Globalization;
using Platform.Readiness;
using Platform.Reporting;
using Platform.Text;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>Readiness for people: a row for each module, the counts, the waves, and what to do next.</summary>
internal static class ReadinessText
{
    /// <param name="report">What was judged.</param>
    /// <param name="withReasons">Whether each blocker is told in a sentence with its command.</param>
    public static void Print(ReadinessReport report, bool withReasons)
    {
        var console = new TextConsole();
        if (report.Modules.Count > 0)
        {
            console.Write(Columns("MODULE", "WAVE", "A VERB CLEARS", "A PERSON CLEARS"), report.Modules.Select(m => RowOf(m).ToArray()));
            console.Write(MarkupText.Empty);
        }

        if (withReasons) Reasons(console, report.Modules);
        var summary = report.Summary;
        console.Write(Columns($"OF {Counts.Of(summary.Modules, "module").ToUpperInvariant()}", "WITH", "WITHOUT"),
        [
            Count("source", summary.WithSource, summary.MissingSource),
            Count("artifact", summary.WithArtifact, summary.MissingArtifact),
            Count("digest", summary.WithDigest, summary.MissingDigest),
            Count("restore evidence, of the stateful", summary.WithRestoreEvidence, summary.MissingRestoreEvidence),
        ]);
        console.Write(MarkupText.Empty);
        console.Write(Columns("WAVE", "MODULES", ""), summary.Waves.Select(wave => new[] { Number(wave.Wave), Number(wave.Modules), MarkupText.Of($"{wave.Title}") }));
        console.Write(MarkupText.Empty);
        Groups(console, "TIER", summary.ByTier);
        Groups(console, "STATEFULNESS", summary.ByStatefulness);
        if (report.Since is { } since) ReadinessChanges.Print(console, since);
        Steps(console, report.NextSteps);
        if (report.Shard is { } shard) console.Write(MarkupText.Of($"{ShardLine.Of(shard)}"));
        foreach (var host in report.Hosts.Where(h => h.Recorded && h.Reachable))
            console.Write(MarkupText.Of($"{host.Host}: recorded snapshot, {Age.Of(host.SnapshotAge ?? TimeSpan.Zero)} old"));
        var rest = Counts.List((summary.Ready, "ready"), (summary.Blocked, "blocked"), (summary.External, "external, in no wave"), (summary.Invalid, "with an invalid manifest, not counted"), (summary.Todo, "values still to do"));
        console.Write(MarkupText.Of($"{Counts.Of(summary.Modules, "module")}{(rest.Length > 0 ? ": " : "")}{rest}"));
    }

    private static void Reasons(TextConsole console, IReadOnlyList<ModuleReadiness> modules)
    {
        foreach (var module in modules)
        {
            foreach (var blocker in module.Blockers)
            {
                console.Write(MarkupText.Of($"[bold]{module.Module}[/]: {blocker}: {blocker.Message}"));
                console.Write(MarkupText.Of($"  {(blocker.Derivable ? "" : "a person: ")}{blocker.Command}"));
            }

            if (module.Todo.Count > 0) console.Write(MarkupText.Of($"[bold]{module.Module}[/]: still to do: {string.Join(", ", module.Todo)}"));
            if (module.Blockers.Count + module.Todo.Count > 0) console.Write(MarkupText.Empty);
        }
    }

    private static void Groups(TextConsole console, string title, IReadOnlyList<ReadinessGroup> groups)
    {
        console.Write(
            Columns(title, "MODULES", "READY", "SOURCE", "ARTIFACT", "DIGEST", "RESTORE"),
            groups.Select(g => new[]
            {
                MarkupText.Of($"{g.Name}"), Number(g.Modules), Number(g.Ready), Number(g.WithSource), Number(g.WithArtifact), Number(g.WithDigest), MarkupText.Of($"{g.WithRestoreEvidence} of {g.Stateful}"),
            }));
        console.Write(MarkupText.Empty);
    }

    private static void Steps(TextConsole console, IReadOnlyList<ReadinessStep> steps)
    {
        foreach (var (index, step) in steps.Index())
        {
            var what = $"{string.Join(", ", step.Clears)} of {Counts.Of(step.Modules, "module")}";
            var who = step.Derivable ? "" : ", by a person";
            var ready = step.Unblocks == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {step.Unblocks} more ready then");
            console.Write(MarkupText.Of($"[bold]next {index + 1}[/]: {what}{who}{ready}"));
            console.Write(MarkupText.Of($"  {step.Command}"));
        }

        if (steps.Count > 0) console.Write(MarkupText.Empty);
    }

    private static IEnumerable<MarkupText> RowOf(ModuleReadiness module)
    {
        yield return MarkupText.Of($"{module.Module}");
        yield return module switch
        {
            { Status: ReadinessStatus.External } => MarkupText.Of($"[grey]external[/]"),
            { Status: ReadinessStatus.Ready, Wave: { } wave } => MarkupText.Of($"[green]{wave}[/]"),
            _ => MarkupText.Of($"[yellow]0[/]"),
        };
        yield return Kinds(module.Blockers.Where(b => b.Derivable));
        yield return Kinds(module.Blockers.Where(b => !b.Derivable));
    }

    private static MarkupText Kinds(IEnumerable<ReadinessBlocker> blockers) => MarkupText.Of($"{string.Join(", ", blockers.Select(b => b.Kind).Distinct().Select(ReadinessBlocker.NameOf))}");

    private static MarkupText[] Count(string what, int with, int without) => [MarkupText.Of($"{what}"), Number(with), Number(without)];

    private static MarkupText Number(int number) => MarkupText.Of($"{number}");

    private static Table Columns(params string[] titles)
    {
        var table = new Table().NoBorder();
        foreach (var title in titles) table.AddColumn(new TableColumn($"[bold]{title}[/]").PadLeft(0).PadRight(2));
        return table;
    }
}
