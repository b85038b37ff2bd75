using Platform.Drift;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Snapshots;
using Platform.Text;

namespace Platform.Cli.Output;

/// <summary>
/// Drift for people: one row per module and finding, by host and module. A terminal gets each host as it answers; a file or a pipe gets them in order, so
/// that two runs can be compared.
/// </summary>
internal sealed class DriftTable
{
    private const string NoModule = "-";
    private const int MostProjects = 5;

    private readonly Lazy<IDriftOutput> _output;
    private readonly List<string> _notes = [];
    private readonly List<HostDrift> _waiting = [];
    private readonly bool _hasRows;

    /// <param name="modules">All modules to come: the columns are as wide as they need, from the first row on.</param>
    public DriftTable(IReadOnlyList<PlatformModule> modules)
    {
        _hasRows = modules.Count > 0;
        var module = "MODULE".Length;
        var host = "HOST".Length;
        foreach (var one in modules)
        {
            module = Math.Max(module, one.Id.Length);
            host = Math.Max(host, one.Host.Length);
        }

        var columns = new DriftColumns(module, host);
        _output = new(() => Streams.IsOutputRedirected ? new PlainDrift(columns) : new TerminalDrift(columns));
    }

    /// <summary>Writes the header. A terminal's console is slow to load, and this is called while the hosts are thinking.</summary>
    public void Begin()
    {
        if (_hasRows) _output.Value.Header();
    }

    public void Add(HostDrift host, DateTimeOffset now)
    {
        if (host.Observation is { } observation) Note(observation, now);
        if (host.Undeclared.Count > 0) _notes.Add(UndeclaredNote(host));
        if (Streams.IsOutputRedirected) _waiting.Add(host);
        else Rows(host.Modules);
    }

    /// <summary>Writes what waits for its turn.</summary>
    public void Flush()
    {
        foreach (var host in _waiting.GroupBy(h => h.Host, StringComparer.Ordinal).OrderBy(h => h.Key, StringComparer.Ordinal)) Rows(host.SelectMany(h => h.Modules));
        _waiting.Clear();
    }

    /// <summary>How old the records are, and the longer part of findings, each once: modules share compose files.</summary>
    public void Details(IReadOnlyList<ModuleDrift> modules)
    {
        var recorded = modules.Where(m => m.Recorded is not null).OrderBy(m => m.Module, StringComparer.Ordinal).ToArray();
        if (recorded.Length > 0) _output.Value.Line("");
        foreach (var module in recorded)
            _output.Value.Line($"{module.Module}: recorded {module.Recorded?.Image}, {module.Recorded?.Dated}");
        foreach (var (host, detail) in modules.SelectMany(m => m.Findings.Select(f => (m.Host, f.Detail))).Distinct())
        {
            if (detail is null) continue;
            _output.Value.Line("");
            _output.Value.Line(host);
            foreach (var line in detail.TrimEnd('\n').Split('\n')) _output.Value.Line(line);
        }
    }

    /// <summary>What there is to say about hosts, and the counts.</summary>
    /// <param name="summary">The counts.</param>
    /// <param name="invalid">Modules that were asked for and could not be compared, as their manifests are invalid.</param>
    /// <param name="shard">Which part of the fleet it is; null for all.</param>
    public void Finish(DriftSummary summary, IReadOnlyCollection<string> invalid, ShardReport? shard)
    {
        if (_hasRows) _output.Value.Line("");
        foreach (var note in _notes.Order(StringComparer.Ordinal)) _output.Value.Line(note);
        if (shard is not null) _output.Value.Line(ShardLine.Of(shard));
        if (invalid.Count > 0) _output.Value.Line($"not compared: {string.Join(", ", invalid)} (invalid manifest)");
        var counts = Counts.List(
            (summary.InSync, "in sync"), (summary.Drifted, "drifted"), (summary.Unverified, "unverified"),
            (summary.Unreachable, "unreachable"), (summary.Skipped, "skipped"),
            (summary.Orphans, $"{(summary.Orphans == 1 ? "container" : "containers")} that no module declares"));
        var open = summary.Incomplete - summary.Unreachable;
        _output.Value.Line($"{Counts.Of(summary.Modules, "module")}{(counts.Length > 0 ? ": " : "")}{counts}{(open > 0 ? $"; {open} not compared wholly" : "")}");
    }

    private void Rows(IEnumerable<ModuleDrift> modules) => _output.Value.Rows(modules.OrderBy(m => m.Module ?? NoModule, StringComparer.Ordinal).SelectMany(RowsOf));

    private static IEnumerable<DriftRow> RowsOf(ModuleDrift module)
    {
        string[] lines = [.. module.Telling.Select(f => f.Summary).DefaultIfEmpty(module.Status is DriftStatus.Skipped ? "external" : "")];
        yield return new DriftRow(module.Module ?? NoModule, module.Host, module.Status, lines[0]);
        foreach (var line in lines.Skip(1)) yield return new DriftRow("", "", null, line);
    }

    /// <summary>What else runs, project by project. The projects are named, and not their containers: a host may run hundreds.</summary>
    private static string UndeclaredNote(HostDrift host)
    {
        string[] projects = [.. host.Undeclared.SelectMany(u => u.Live?.Containers ?? []).Select(c => c.ComposeProject ?? "no project").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var named = string.Join(", ", projects.Take(MostProjects)) + (projects.Length > MostProjects ? ", …" : "");
        return $"{host.Host}: {Counts.Of(host.Undeclared.Count, "container")} that no module declares, of {named}; see platformctl ps {host.Host}";
    }

    private void Note(HostObservation observation, DateTimeOffset now)
    {
        if (observation is { IsRecorded: true, Snapshot: { } snapshot })
            _notes.Add($"{observation.Host}: recorded snapshot of {snapshot.ObservedAt:yyyy-MM-dd HH:mm} UTC, {Age.Of(now - snapshot.ObservedAt)} old");
        if (observation.Failure?.Detail is { } detail) _notes.Add($"{observation.Host}: {detail}");
    }
}
