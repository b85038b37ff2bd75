using System.Text.Json.Serialization;
using Platform.Diagnostics;
using Platform.Readiness;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl readiness --json</c>; its schema is <c>schema/readiness.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="At">When it was judged, UTC.</param>
/// <param name="WholeFleet">Whether these are all modules of the root.</param>
/// <param name="WithDrift">Whether hosts were asked for drift.</param>
/// <param name="Modules">The modules, by id.</param>
/// <param name="NextSteps">Up to three commands.</param>
/// <param name="Since">What has changed since an earlier document; null where none was named.</param>
/// <param name="Hosts">The hosts that were asked, by name.</param>
/// <param name="Diagnostics">What is wrong with manifests that could not be judged.</param>
public sealed record ReadinessReport(
    int ExitCode,
    ReadinessSummary Summary,
    DateTimeOffset At,
    bool WholeFleet,
    bool WithDrift,
    IReadOnlyList<ModuleReadiness> Modules,
    IReadOnlyList<ReadinessStep> NextSteps,
    ReadinessComparison? Since,
    IReadOnlyList<HostReport> Hosts,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    [JsonPropertyOrder(-1)]
    public string Schema => EarlierReadiness.SchemaName;

    /// <summary>Which part of the fleet it is about; null for all that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShardReport? Shard { get; init; }

    public static ReadinessReport Of(FleetReadiness fleet, int exitCode, IReadOnlyList<HostReport> hosts, IReadOnlyList<Diagnostic> diagnostics, ShardReport? shard = null) => new(
        exitCode, fleet.Summary, fleet.At, fleet.WholeFleet, fleet.WithDrift, fleet.Modules, fleet.NextSteps, fleet.Since, hosts, diagnostics) { Shard = shard };
}
