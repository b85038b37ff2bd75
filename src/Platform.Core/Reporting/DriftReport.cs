using System.Text.Json.Serialization;
using Platform.Diagnostics;
using Platform.Drift;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl drift-check --json</c>; its schema is <c>schema/drift.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Hosts">The hosts that were looked at, by name.</param>
/// <param name="Modules">The modules, by id.</param>
/// <param name="Diagnostics">What is wrong with manifests that could not be compared.</param>
public sealed record DriftReport(
    int ExitCode,
    DriftSummary Summary,
    IReadOnlyList<HostReport> Hosts,
    IReadOnlyList<ModuleDrift> Modules,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    public const string SchemaName = "platform.drift/2";

    [JsonPropertyOrder(-1)]
    public string Schema => SchemaName;

    /// <summary>Which part of the fleet it is about; null for all that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShardReport? Shard { get; init; }

    /// <summary>Containers that no module declares, of projects that none declares, by host and name. They change no exit code.</summary>
    public IReadOnlyList<ModuleDrift> Undeclared { get; init; } = [];

    /// <summary>The document of modules that were compared.</summary>
    /// <param name="hosts">The hosts, in any order.</param>
    /// <param name="modules">The modules, in any order.</param>
    /// <param name="diagnostics">What is wrong with manifests.</param>
    /// <param name="strict">Whether warnings count as drift.</param>
    /// <param name="shard">Which part of the fleet it is; null for all.</param>
    /// <param name="undeclared">Containers of projects that no module declares.</param>
    public static DriftReport Of(IEnumerable<HostReport> hosts, IReadOnlyCollection<ModuleDrift> modules, IReadOnlyList<Diagnostic> diagnostics, bool strict, ShardReport? shard = null, IEnumerable<ModuleDrift>? undeclared = null)
    {
        var summary = DriftSummary.Of(modules);
        return new DriftReport(
            diagnostics.Any(d => d.Severity is DiagnosticSeverity.Error) ? ExitCodes.CannotWork : summary.ExitCode(strict),
            summary,
            [.. hosts.OrderBy(h => h.Host, StringComparer.Ordinal)],
            [.. modules.OrderBy(m => m.Module, StringComparer.Ordinal).ThenBy(m => m.Host, StringComparer.Ordinal)],
            diagnostics)
        {
            Shard = shard,
            Undeclared = [.. (undeclared ?? []).OrderBy(u => u.Host, StringComparer.Ordinal).ThenBy(u => u.Live?.ToString(), StringComparer.Ordinal)],
        };
    }
}
