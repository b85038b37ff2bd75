using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
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

    private readonly Lazy<IAnsiConsole> _console = new(TextConsole.Create);
    private readonly int _moduleWidth;
    private readonly int _hostWidth;
    private readonly List<string> _notes = [];

    private readonly bool _hasRows;

    /// <param name="modules">All modules to come: the columns are as wide as they need, from the first row on.</param>
    public DriftTable(IReadOnlyList<PlatformModule> modules)
    {
        _hasRows = modules.Count > 0;
        _moduleWidth = "MODULE".Length;
        _hostWidth = "HOST".Length;
        foreach (var module in modules)
        {
            _moduleWidth = Math.Max(_moduleWidth, module.Id.Length);
            _hostWidth = Math.Max(_hostWidth, module.Host.Length);
        }
    }

    /// <summary>Writes the header. The console is slow to load, and this is called while the hosts are thinking.</summary>
    public void Begin()
    {
        if (!_hasRows) return;
        var table = EmptyTable();
        table.AddRow("[bold]MODULE[/]", "[bold]HOST[/]", "[bold]STATUS[/]", "[bold]DIFFERENCE[/]");
        _console.Value.Write(table);
    }

    public void Add(HostDrift host, DateTimeOffset now)
    {
        var table = EmptyTable();
        foreach (var module in host.Modules.OrderBy(m => m.Module ?? NoModule, StringComparer.Ordinal)) AddRows(table, module);
        _console.Value.Write(table);
        if (host.Observation is { } observation) Note(observation, now);
    }

    /// <summary>How old the records are, and the longer part of findings, each once: modules share compose files.</summary>
    public void Details(IReadOnlyList<ModuleDrift> modules)
    {
        var recorded = modules.Where(m => m.Recorded is not null).OrderBy(m => m.Module, StringComparer.Ordinal).ToArray();
        if (recorded.Length > 0) _console.Value.WriteLine();
        foreach (var module in recorded)
            _console.Value.WriteLine(TerminalText.Clean($"{module.Module}: recorded {module.Recorded?.Image}, {module.Recorded?.Dated}"));
        foreach (var (host, detail) in modules.SelectMany(m => m.Findings.Select(f => (m.Host, f.Detail))).Distinct())
        {
            if (detail is null) continue;
            _console.Value.WriteLine();
            _console.Value.WriteLine(host);
            foreach (var line in detail.TrimEnd('\n').Split('\n')) _console.Value.WriteLine(TerminalText.Clean(line));
        }
    }

    /// <summary>What there is to say about hosts, and the counts.</summary>
    /// <param name="summary">The counts.</param>
    /// <param name="invalid">Modules that were asked for and could not be compared, as their manifests are invalid.</param>
    public void Finish(DriftSummary summary, IReadOnlyCollection<string> invalid)
    {
        if (_hasRows) _console.Value.WriteLine();
        foreach (var note in _notes.Order(StringComparer.Ordinal)) _console.Value.WriteLine(note);
        if (invalid.Count > 0) _console.Value.WriteLine($"not compared: {TerminalText.Clean(string.Join(", ", invalid))} (invalid manifest)");
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
        _console.Value.WriteLine($"{summary.Modules} {(summary.Modules == 1 ? "module" : "modules")}{(counts.Length > 0 ? ": " : "")}{counts}");
    }

    private Table EmptyTable()
    {
        var table = new Table().NoBorder().HideHeaders();
        table.AddColumn(new TableColumn("").Width(_moduleWidth).NoWrap().PadLeft(0).PadRight(2));
        table.AddColumn(new TableColumn("").Width(_hostWidth).NoWrap().PadLeft(0).PadRight(2));
        table.AddColumn(new TableColumn("").Width(StatusWidth).NoWrap().PadLeft(0).PadRight(2));
        table.AddColumn(new TableColumn("").Width(DifferenceWidth()).PadLeft(0).PadRight(0));
        return table;
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
            var text = Markup.Escape(lines[i]);
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
        Math.Max(NarrowestDifference, _console.Value.Profile.Width - _moduleWidth - _hostWidth - StatusWidth - Gaps);
}
