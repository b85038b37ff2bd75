using Platform.Manifests;

namespace Platform.Readiness;

/// <summary>Whether one module can be upgraded, and in which wave (R5.1).</summary>
public sealed record ModuleReadiness
{
    /// <summary>Id of the module.</summary>
    public required string Module { get; init; }

    public required string Host { get; init; }

    public required string Tier { get; init; }

    /// <summary>Null where the manifest does not say.</summary>
    public Statefulness? Statefulness { get; init; }

    public required ReadinessStatus Status { get; init; }

    /// <summary>
    /// 0 blocked; 1 stateless, of tier 2 and above; 2 stateless, of tier 1; 3 stateful; 4 of tier 0. Null for external modules.
    /// </summary>
    public int? Wave { get; init; }

    /// <summary>Whether <c>spec.source</c> is declared.</summary>
    public bool HasSource { get; init; }

    /// <summary>Whether <c>spec.artifact</c> is declared.</summary>
    public bool HasArtifact { get; init; }

    /// <summary>Whether the artifact has a repository digest.</summary>
    public bool HasDigest { get; init; }

    /// <summary>Whether something shows that the data can be restored.</summary>
    public bool HasRestoreEvidence { get; init; }

    /// <summary>When a restore was tried last, UTC; null where the manifest does not say.</summary>
    public DateTimeOffset? RestoreTestedAt { get; init; }

    /// <summary>Whether the host runs what is declared; null where nobody asked for it.</summary>
    public DriftEvidence? Drift { get; init; }

    /// <summary>What blocks it, in the order of <see cref="BlockerKind"/>. Empty for what is ready, or external.</summary>
    public IReadOnlyList<ReadinessBlocker> Blockers { get; init; } = [];

    /// <summary>JSON Pointers of values that begin with <c>TODO:</c>.</summary>
    public IReadOnlyList<string> Todo { get; init; } = [];

    public override string ToString() => Wave is { } wave && Status is ReadinessStatus.Ready ? $"{Module}: wave {wave}" : $"{Module}: {Status}";
}

/// <summary>The verdict on one module.</summary>
public enum ReadinessStatus
{
    /// <summary>Nothing blocks it.</summary>
    Ready,
    Blocked,

    /// <summary>Somebody else runs and upgrades it.</summary>
    External,
}
