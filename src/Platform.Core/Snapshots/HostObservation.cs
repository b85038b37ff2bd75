using System.Diagnostics.CodeAnalysis;
using Platform.Hosts;

namespace Platform.Snapshots;

/// <summary>The outcome of looking at one host: a snapshot, or the reason why there is none.</summary>
public sealed record HostObservation
{
    /// <summary>Name of the host in the inventory.</summary>
    public required string Host { get; init; }

    /// <summary>How it was asked; null where it was not.</summary>
    public TransportKind? Transport { get; init; }

    public HostSnapshot? Snapshot { get; init; }

    public HostFailure? Failure { get; init; }

    /// <summary>True where the snapshot was read from a file instead of from the host.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>What need not be compared there, by <c>hosts.yaml</c>.</summary>
    public IReadOnlyList<ComparedPart> Accepted { get; init; } = [];

    /// <summary>Wall time of the look, connection included.</summary>
    public TimeSpan Duration { get; init; }

    [MemberNotNullWhen(true, nameof(Snapshot))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsReachable => Snapshot is not null;
}
