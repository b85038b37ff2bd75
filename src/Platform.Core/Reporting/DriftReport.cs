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
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.drift/2";

    /// <summary>Containers that no module declares, of projects that none declares, by host and name. They change no exit code.</summary>
    public IReadOnlyList<ModuleDrift> Undeclared { get; init; } = [];
}
