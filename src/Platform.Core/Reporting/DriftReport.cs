using System.Text.Json.Serialization;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Hosts;
using Platform.Snapshots;

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
}

/// <summary>The document of <c>platformctl hosts --json</c>; its schema is <c>schema/hosts-report.schema.json</c>.</summary>
public sealed record HostsReport(int ExitCode, HostsSummary Summary, IReadOnlyList<HostReport> Hosts)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.hosts/1";
}

public sealed record HostsSummary(int Hosts, int Reachable, int Unreachable);

/// <summary>One host in a report.</summary>
public sealed record HostReport
{
    public required string Host { get; init; }

    public required bool Reachable { get; init; }

    /// <summary>True where the state comes from a snapshot file, so that nothing is known about the host now.</summary>
    public required bool Recorded { get; init; }

    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Age of a recorded snapshot.</summary>
    public double? SnapshotAgeSeconds { get; init; }

    /// <summary>Wall time of the look, connection included.</summary>
    public double LatencySeconds { get; init; }

    /// <summary>Host clock minus operator clock.</summary>
    public double? ClockOffsetSeconds { get; init; }

    public string? EngineVersion { get; init; }

    public string? ComposeVersion { get; init; }

    public HostFailure? Failure { get; init; }

    public static HostReport Of(HostObservation observation, DateTimeOffset now)
    {
        var snapshot = observation.Snapshot;
        return new HostReport
        {
            Host = observation.Host,
            Reachable = observation.IsReachable,
            Recorded = observation.IsRecorded,
            ObservedAt = snapshot?.ObservedAt,
            SnapshotAgeSeconds = observation.IsRecorded && snapshot is not null ? Seconds(now - snapshot.ObservedAt) : null,
            LatencySeconds = Seconds(observation.Duration),
            ClockOffsetSeconds = snapshot is null ? null : Seconds(snapshot.ClockOffset),
            EngineVersion = snapshot?.Engine.DisplayVersion,
            ComposeVersion = snapshot?.Engine.ComposeVersion,
            Failure = observation.Failure,
        };
    }

    private static double Seconds(TimeSpan span) => Math.Round(span.TotalSeconds, 3);
}
