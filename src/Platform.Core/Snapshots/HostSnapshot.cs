using System.Text.Json.Serialization;
using Platform.Docker;

namespace Platform.Snapshots;

/// <summary>What one host ran at one moment, as one round trip saw it. Written as <c>platform.snapshot/2</c>.</summary>
/// <remarks>
/// Values of the environment, of labels and of arguments are held as <see cref="OpaqueValue"/>, which a file has as
/// fingerprints only: a snapshot can be committed beside the manifests.
/// </remarks>
public sealed record HostSnapshot
{
    public const string SchemaId = "platform.snapshot/2";

    /// <summary>The network that each engine has by itself, and whose subnet it chooses as it does those of others.</summary>
    internal const string Bridge = "bridge";

    /// <summary><see cref="SchemaId"/>, or <c>platform.snapshot/1</c>, which lacks settings, networks and volumes.</summary>
    public required string Schema { get; init; }

    /// <summary>Name of the host in the inventory.</summary>
    public required string Host { get; init; }

    /// <summary>When the answer had arrived, by the operator's clock, in UTC.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>The host's clock while it answered, in whole seconds, UTC.</summary>
    public required DateTimeOffset HostTime { get; init; }

    public required EngineSnapshot Engine { get; init; }

    /// <summary>The Compose projects that were asked for. A container of any other is here only if its name was asked for.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>Whether these are all containers of the host, whatever project they are of. Not so in a snapshot that was made before that could be asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllContainers { get; init; }

    /// <summary>The containers of those projects and those whose names were asked for, ordered by name.</summary>
    public required IReadOnlyList<ContainerSnapshot> Containers { get; init; }

    /// <summary>The images those containers run, ordered by id. One that was deleted meanwhile is missing.</summary>
    public required IReadOnlyList<ImageSnapshot> Images { get; init; }

    /// <summary>
    /// The networks those containers are in, ordered by name; of the engine's own only <see cref="Bridge"/>. One that was removed meanwhile is missing.
    /// Null where they were not asked for: of podman, or in a snapshot that was made before they were read.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ResourceDefinition>? Networks { get; init; }

    /// <summary>The same of the volumes that are mounted by name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ResourceDefinition>? Volumes { get; init; }

    /// <summary>What the compose files say that those containers were started from, as the host has them now.</summary>
    public required IReadOnlyList<ComposeProjectSnapshot> ComposeProjects { get; init; }

    /// <summary>Where the platform root lives on the host, an absolute path; null where that is not said.</summary>
    public string? PlatformDirectory { get; init; }

    /// <summary>The root's compose files on the host; empty where it is not said where the root lives there.</summary>
    public required IReadOnlyList<HostFile> Files { get; init; }

    /// <summary>
    /// Files of the host that those containers mount, and when their inodes were made, by the host's clock. Only those of which it is known; null where that is none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, DateTimeOffset>? BoundFiles { get; init; }

    /// <summary>What the host did not say in time; null where it said all. Nothing may be concluded from its absence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SnapshotGap>? Gaps { get; init; }

    /// <summary>Files of the root whose content stayed on the host; null in a snapshot that was read from a file.</summary>
    internal IReadOnlyList<SecretFile>? SecretFiles { get; init; }

    /// <summary>Files in containers whose content the compose file has, <c>ID:PATH</c>; null in a snapshot that was read from a file.</summary>
    internal IReadOnlyList<SecretFile>? Contents { get; init; }

    /// <summary>What runs besides <see cref="Containers"/>; null where it was not asked for. No part of the file.</summary>
    internal IReadOnlyList<ListedContainer>? Others { get; init; }

    /// <summary>The compose files that containers were started from, by their absolute paths; none where they were not asked for. No part of the file.</summary>
    internal IReadOnlyList<HostFile> Sources { get; init; } = [];

    /// <summary>
    /// What the engine calls itself (<c>docker info</c>), a random text that only those know who may use it; null where it was not asked
    /// for. It keys fingerprints, and is no part of the file.
    /// </summary>
    internal string? EngineId { get; init; }

    /// <summary>What <c>hosts.yaml</c> says of mirrors and of labels; no part of the file.</summary>
    internal HostConventions Conventions { get; init; } = HostConventions.None;

    /// <summary>
    /// Host clock minus operator clock. The host's clock is read in whole seconds somewhere within the round trip, so
    /// a second or two means nothing.
    /// </summary>
    public TimeSpan ClockOffset => HostTime - ObservedAt;

    /// <summary>The files a container was started from, as the host evaluated them; null where it did not.</summary>
    internal ComposeProjectSnapshot? ProjectOf(ContainerSnapshot container) =>
        container.Configuration.Origin is { } origin ? ComposeProjects.FirstOrDefault(p => p.Origin == origin) : null;

    /// <summary>Why a part is missing, or some of it; null where it is whole.</summary>
    internal string? GapIn(SnapshotPart part)
    {
        foreach (var gap in Gaps ?? [])
            if (gap.Part == part) return gap.Reason;
        return null;
    }
}

/// <param name="Part">What is missing, or some of it.</param>
/// <param name="Reason">Why, for people; goes on from "X was not compared: ".</param>
public sealed record SnapshotGap(SnapshotPart Part, string Reason);

/// <summary>Parts of a snapshot that one can do without.</summary>
public enum SnapshotPart
{
    Engine,
    Images,
    Networks,
    Volumes,

    /// <summary>What <c>docker compose config</c> says.</summary>
    Configuration,

    /// <summary>The root's compose files on the host.</summary>
    Files,
}

/// <param name="Version">Version of the engine, for instance <c>28.2.2</c>.</param>
/// <param name="ApiVersion">The API version it speaks.</param>
/// <param name="Os">Operating system of the engine (<c>linux</c>).</param>
/// <param name="Architecture">Go's name of the architecture (<c>amd64</c>).</param>
/// <param name="ComposeVersion">Version of Compose v2, or null where there is none or it was not asked.</param>
/// <param name="Kind">Whose engine it is: not every one that takes Docker's commands gives Docker's answers.</param>
public sealed record EngineSnapshot(
    string Version, string? ApiVersion, string? Os, string? Architecture, string? ComposeVersion, EngineKind Kind = EngineKind.Docker)
{
    /// <summary>An engine that did not say what it is. It is trusted no further than podman.</summary>
    public static EngineSnapshot Silent { get; } = new("not known", null, null, null, null, EngineKind.Unknown);

    /// <summary>Whether what only Docker proves is to be believed.</summary>
    public bool IsDocker => Kind is EngineKind.Docker;

    /// <summary>The version as people are shown it, with a name where it is not Docker's: <c>podman 4.3.1</c>.</summary>
    public string DisplayVersion => Kind is EngineKind.Podman ? "podman " + Version : Version;
}

/// <summary>The engines that answer to Docker's command line.</summary>
public enum EngineKind
{
    Docker,

    /// <summary>Podman, by its own docker command (<c>podman-docker</c>) or by Docker's over its socket.</summary>
    Podman,

    /// <summary>It did not say in time.</summary>
    Unknown,
}
