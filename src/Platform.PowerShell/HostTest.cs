using Platform.Hosts;
using Platform.Snapshots;

namespace Platform.PowerShell;

/// <summary>What <c>Test-PlatformHost</c> found of one host. Flat, so that it makes a row of a table or a CSV file.</summary>
public sealed record HostTest
{
    /// <summary>Name of the host in the inventory.</summary>
    public required string Host { get; init; }

    /// <summary>True where the host's docker answered. For a recorded host: where its snapshot could be read.</summary>
    public required bool Reachable { get; init; }

    /// <summary>How it was asked; null where it was not.</summary>
    public TransportKind? Transport { get; init; }

    /// <summary>Version of the Docker Engine; <c>podman 4.3.1</c> where podman stands in its place.</summary>
    public string? DockerVersion { get; init; }

    /// <summary>Version of Compose v2; null where there is none, or none is known.</summary>
    public string? ComposeVersion { get; init; }

    /// <summary>Wall time of the look, connection included.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Host clock minus operator clock, good to a second or two. Null for a recorded host.</summary>
    public TimeSpan? ClockOffset { get; init; }

    /// <summary>Why there was no answer.</summary>
    public HostFailureReason? Reason { get; init; }

    /// <summary>The same as a sentence with the way out.</summary>
    public string? Message { get; init; }

    /// <summary>What ssh or docker said last, as far as it is known to be no secret, or how to see it.</summary>
    public string? Detail { get; init; }

    /// <summary>When the answer was made, UTC; for a recorded host when its snapshot was.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Age of a recorded snapshot; null where the host itself was asked.</summary>
    public TimeSpan? SnapshotAge { get; init; }

    public override string ToString() => Reachable ? $"{Host}: reachable" : $"{Host}: {Reason}";

    internal static HostTest Of(HostObservation observation, TransportKind? transport, DateTimeOffset now) => new()
    {
        Host = observation.Host,
        Reachable = observation.IsReachable,
        Transport = transport,
        DockerVersion = observation.Snapshot?.Engine.DisplayVersion,
        ComposeVersion = observation.Snapshot?.Engine.ComposeVersion,
        Latency = observation.Duration,
        ClockOffset = observation.IsRecorded ? null : observation.Snapshot?.ClockOffset,
        Reason = observation.Failure?.Reason,
        Message = observation.Failure?.Message,
        Detail = observation.Failure?.Detail,
        ObservedAt = observation.Snapshot?.ObservedAt,
        SnapshotAge = observation.IsRecorded ? now - observation.Snapshot?.ObservedAt : null,
    };
}
