using System.Text.Json.Serialization;
using Platform.Docker;
using Platform.Hosts;
using Platform.Json;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>The comparison of one module with what its host runs.</summary>
public sealed record ModuleDrift
{
    /// <summary>Id of the module; null for a container that no module declares.</summary>
    public required string? Module { get; init; }

    public required string Host { get; init; }

    public required DriftStatus Status { get; init; }

    /// <summary>What the platform intends to run; null for a container that no module declares.</summary>
    public required DesiredFacts? Desired { get; init; }

    /// <summary>What an audit wrote down; null where nothing was.</summary>
    public RecordedFacts? Recorded { get; init; }

    /// <summary>What the host runs; null where there is no container, or nothing could be seen.</summary>
    public LiveFacts? Live { get; init; }

    /// <summary>The worst first. Each says whose it is, for who takes them out of here.</summary>
    public required IReadOnlyList<DriftFinding> Findings
    {
        get => field;
        init => field = [.. value.Select(finding => finding with { Module = Module, Host = Host })];
    }

    /// <summary>What was not compared, or is in doubt, and <c>hosts.yaml</c> does not accept as such. Empty where the verdict is whole.</summary>
    public IReadOnlyList<ComparedPart> NotCompared { get; init; } = [];

    /// <summary>When the live state was read, UTC; null where it was not.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Age of the recorded snapshot the live state comes from; null where the host itself was asked.</summary>
    [JsonPropertyName("snapshotAgeSeconds"), JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? SnapshotAge { get; init; }

    /// <summary>What differs, or else what is doubtful, in one line; empty where nothing is.</summary>
    [JsonIgnore]
    public string Difference => string.Join("; ", this.Telling.Select(f => f.Summary));

    public override string ToString() => $"{Module ?? Live?.ToString()}: {Status}";
}

/// <summary>Readings of a <see cref="ModuleDrift"/> that are no facts of their own, so that nothing that lists its properties lists them.</summary>
public static class ModuleDriftReadings
{
    extension(ModuleDrift drift)
    {
        /// <summary>The findings a person wants to see first: drift and what was not compared where there is drift, else every doubt.</summary>
        public IEnumerable<DriftFinding> Telling => drift is { Module: null, Status: DriftStatus.Skipped } ? drift.Findings
            : drift.Status is DriftStatus.Drifted
            ? drift.Findings.Where(f => f.Severity is FindingSeverity.Drift || Completeness.OpenBy(f) is not null)
            : drift.Findings.Where(f => f.Severity is FindingSeverity.Warning);

        /// <summary>The findings that make its verdict incomplete; none where it is whole, or <c>hosts.yaml</c> accepts them.</summary>
        public IEnumerable<DriftFinding> LeftOpen => drift.Findings.Where(f => Completeness.OpenBy(f) is { } part && drift.NotCompared.Contains(part));

        /// <summary>The findings that would, did not <c>hosts.yaml</c> accept them.</summary>
        public IEnumerable<DriftFinding> Accepted => drift.Findings.Where(f => Completeness.OpenBy(f) is { } part && !drift.NotCompared.Contains(part));
    }
}

/// <summary>The verdict on one module.</summary>
public enum DriftStatus
{
    /// <summary>Everything that is declared was compared, agrees, and the digest is proven.</summary>
    InSync,

    /// <summary>At least one finding of severity <see cref="FindingSeverity.Drift"/>.</summary>
    Drifted,

    /// <summary>Nothing differs, but not everything could be proven; the findings say what.</summary>
    Unverified,

    /// <summary>The live state could not be seen.</summary>
    Unreachable,

    /// <summary>Not ours to compare: the orchestrator is external.</summary>
    Skipped,
}

/// <summary>Desired state, from the manifest and the root's compose file.</summary>
/// <param name="State">Running, or stopped on purpose.</param>
/// <param name="ContainerName">Null for external modules.</param>
/// <param name="ComposeProject">Null for external modules.</param>
/// <param name="ComposeService">Null for external modules.</param>
/// <param name="Image">Reference of <c>spec.artifact</c>, else the image of the root's compose file; null where neither names one.</param>
/// <param name="Digest"><c>spec.artifact.digest</c>; null where none is declared.</param>
public sealed record DesiredFacts(
    DesiredState State, string? ContainerName, string? ComposeProject, string? ComposeService, string? Image, string? Digest)
{
    public override string ToString() => string.Join(' ', new[] { State.ToString(), Image, Digest }.OfType<string>());
}

/// <summary>Live state, from the snapshot.</summary>
/// <param name="Containers">The containers of the module's service, one unless its compose files ask for several. Never empty.</param>
public sealed record LiveFacts(IReadOnlyList<LiveContainer> Containers)
{
    public override string ToString() => string.Join(", ", Containers);
}

/// <summary>A container as it was seen.</summary>
/// <param name="ContainerName">Name of the container.</param>
/// <param name="ContainerId">64 hex digits.</param>
/// <param name="State">The engine's word for its state.</param>
/// <param name="Health">Result of its health check.</param>
/// <param name="Image">The reference it was created from.</param>
/// <param name="ImageId">Id of its image; not a repository digest.</param>
/// <param name="Digests">Repository digests of its image, in the repository it is compared with. Often empty.</param>
/// <param name="DigestCertainty">What they prove about the desired digest.</param>
public sealed record LiveContainer(
    string ContainerName,
    string ContainerId,
    ContainerStatus State,
    HealthStatus Health,
    string Image,
    string ImageId,
    IReadOnlyList<string> Digests,
    DigestCertainty DigestCertainty)
{
    /// <summary>The Compose project of a container that no module declares; null for any other, and where Compose did not start it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ComposeProject { get; init; }

    /// <summary>Its service in that project; null likewise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ComposeService { get; init; }

    /// <summary>A container that no module declares.</summary>
    internal static LiveContainer Of(ContainerSnapshot container) => new(
        container.Name, container.Id, container.State.Status, container.State.Health, container.ImageReference, container.ImageId, [], DigestCertainty.NotProven)
    {
        ComposeProject = container.ComposeProject,
        ComposeService = container.ComposeService,
    };

    public override string ToString() => $"{ContainerName} ({State}) {Image}";
}
