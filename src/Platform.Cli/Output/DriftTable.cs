using Platform.Drift;
using Platform.Hosts;
using Platform.Reporting;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>Drift for people: one row per module and finding, written host by host as the answers come.</summary>
internal sealed class DriftTable
{
    private const string NoModule = "-";
    private const int StatusWidth = 11;
    private const int Gaps = 6;
    private const int NarrowestDifference = 20;

    private readonly IAnsiConsole _console = TextConsole.Create();
    private readonly int _moduleWidth;
    private readonly int _hostWidth;
    private readonly List<string> _notes = [];
    private bool _hasHeader;

    /// <param name="modules">Ids and hosts of all modules to come: the columns are as wide as they need, from the first row on.</param>
    public DriftTable(IReadOnlyCollection<(string Module, string Host)> modules)
    {
        _moduleWidth = modules.Select(m => m.Module.Length).Append("MODULE".Length).Max();
        _hostWidth = modules.Select(m => m.Host.Length).Append("HOST".Length).Max();
    }

    public void Add(HostDrift host, DateTimeOffset now)
    {
        var table = new Table().NoBorder().HideHeaders();
        table.AddColumn(new TableColumn("").Width(_moduleWidth).NoWrap().PadLeft(0).PadRight(2));
        table.AddColumn(new TableColumn("").Width(_hostWidth).NoWrap().PadLeft(0).PadRight(2));
        table.AddColumn(new TableColumn("").Width(StatusWidth).NoWrap().PadLeft(0).PadRight(2));
        table.AddColumn(new TableColumn("").Width(DifferenceWidth()).PadLeft(0).PadRight(0));
        if (!_hasHeader) table.AddRow("[bold]MODULE[/]", "[bold]HOST[/]", "[bold]STATUS[/]", "[bold]DIFFERENCE[/]");
        _hasHeader = true;
        foreach (var module in host.Modules.OrderBy(m => m.Module ?? NoModule, StringComparer.Ordinal)) AddRows(table, module);
        _console.Write(table);
        if (host.Observation is { } observation) Note(observation, now);
    }

    /// <summary>The longer part of findings, each once: modules share compose files.</summary>
    public void Details(IEnumerable<ModuleDrift> modules)
    {
        foreach (var (host, detail) in modules.SelectMany(m => m.Findings.Select(f => (m.Host, f.Detail))).Distinct())
        {
            if (detail is null) continue;
            _console.WriteLine();
            _console.WriteLine(host);
            foreach (var line in detail.TrimEnd('\n').Split('\n')) _console.WriteLine(TerminalText.Clean(line));
        }
    }

    /// <summary>What there is to say about hosts, and the counts.</summary>
    /// <param name="summary">The counts.</param>
    /// <param name="invalid">Modules that were asked for and could not be compared, as their manifests are invalid.</param>
    public void Finish(DriftSummary summary, IReadOnlyCollection<string> invalid)
    {
        if (_hasHeader) _console.WriteLine();
        foreach (var note in _notes.Order(StringComparer.Ordinal)) _console.WriteLine(note);
        if (invalid.Count > 0) _console.WriteLine($"not compared: {string.Join(", ", invalid)} (invalid manifest)");
        (int Count, string Text)[] parts =
        [
            (summary.InSync, $"{summary.InSync} in sync"),
            (summary.Drifted, $"{summary.Drifted} drifted"),
            (summary.Unverified, $"{summary.Unverified} unverified"),
            (summary.Unreachable, $"{summary.Unreachable} unreachable"),
            (summary.Skipped, $"{summary.Skipped} skipped"),
            (summary.Orphans, $"{summary.Orphans} {(summary.Orphans == 1 ? "container" : "containers")} that no module declares"),
        ];
        var counts = string.Join(", ", parts.Where(p => p.Count > 0).Select(p => p.Text));
        _console.WriteLine($"{summary.Modules} {(summary.Modules == 1 ? "module" : "modules")}{(counts.Length > 0 ? ": " : "")}{counts}");
    }

    private static void AddRows(Table table, ModuleDrift module)
    {
        var colour = module.Status switch
        {
            DriftStatus.InSync => "green",
            DriftStatus.Drifted => "red",
            DriftStatus.Unverified => "yellow",
            DriftStatus.Unreachable => "magenta",
            _ => "grey",
        };
        string[] lines = [.. module.Telling.Select(f => f.Summary).DefaultIfEmpty(module.Status is DriftStatus.Skipped ? "external" : "")];
        for (var i = 0; i < lines.Length; i++)
        {
            var text = Markup.Escape(TerminalText.Clean(lines[i]));
            if (i == 0) table.AddRow(Markup.Escape(module.Module ?? NoModule), Markup.Escape(module.Host), $"[{colour}]{module.Status}[/]", text);
            else table.AddRow("", "", "", text);
        }
    }

    private void Note(HostObservation observation, DateTimeOffset now)
    {
        if (observation is { IsRecorded: true, Snapshot: { } snapshot })
            _notes.Add($"{observation.Host}: recorded snapshot of {snapshot.ObservedAt:yyyy-MM-dd HH:mm} UTC, {Age.Of(now - snapshot.ObservedAt)} old");
        if (observation.Failure?.Detail is { } detail) _notes.Add($"{observation.Host}: {detail}");
    }

    private int DifferenceWidth() =>
        Math.Max(NarrowestDifference, _console.Profile.Width - _moduleWidth - _hostWidth - StatusWidth - Gaps);
}
