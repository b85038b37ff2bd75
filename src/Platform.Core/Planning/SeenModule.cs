using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Drift;
using Platform.Json;
using Platform.Snapshots;

namespace Platform.Planning;

/// <summary>
/// What of a module's live state a plan rests on. What changes by itself (health, uptime, the course of a restart loop)
/// is left out, so that a plan goes stale when somebody changed something and at no other time.
/// </summary>
/// <param name="Module">Id of the module; null for a container that no module declares.</param>
/// <param name="Containers">The containers that stand for it, ordered by name: none, one, or as many replicas as there were.</param>
/// <param name="ComposeFile">SHA-256 of its compose file on the host; null where it has none there.</param>
/// <param name="Findings">What had drifted, a line each.</param>
public sealed record SeenModule(string? Module, IReadOnlyList<SeenContainer> Containers, string? ComposeFile, IReadOnlyList<string> Findings)
{
    /// <summary>
    /// <c>hmac-sha256:…</c> of what the host's Compose makes of the files that its containers were started from, whatever the key. The engine's id
    /// keys it, which stays on the host: the values cannot be guessed from a plan. Null where there is no container, or no Compose.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Configuration { get; init; }

    public override string ToString() => Module ?? string.Join(", ", Containers.Select(c => c.Name));

    /// <param name="drift">The comparison of the module with <paramref name="snapshot"/>.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="composeFile">Path of the module's compose file, relative to the root; null where it has none.</param>
    public static SeenModule Of(ModuleDrift drift, HostSnapshot snapshot, string? composeFile) => new(
        drift.Module,
        [
            .. (drift.Live?.Containers ?? []).Select(live => snapshot.Containers.FirstOrDefault(c => c.Id == live.ContainerId)).OfType<ContainerSnapshot>()
                .Select(SeenContainer.Of).OrderBy(c => c.Name, StringComparer.Ordinal),
        ],
        snapshot.Files.FirstOrDefault(f => f.Path == composeFile)?.Sha256,
        [
            .. drift.Findings.Where(f => f.Severity is FindingSeverity.Drift && !FindingKind.IsPassing(f.Code))
                .Select(f => $"{f.Code} {(f.Container is null ? "" : f.Container + " ")}{f.Field}: {f.Expected ?? "-"} / {f.Actual ?? "-"}")
                .Order(StringComparer.Ordinal),
        ])
    {
        Configuration = ConfigurationOf(drift, snapshot),
    };

    private static string? ConfigurationOf(ModuleDrift drift, HostSnapshot snapshot) =>
        snapshot.EngineId is { } key && drift is { Module: not null, Live.Containers: [var live, ..] } &&
        snapshot.Containers.FirstOrDefault(c => c.Id == live.ContainerId) is { } container && snapshot.ProjectOf(container)?.ServiceOf(container)?.Hash is { } hash
            ? "hmac-sha256:" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), hash))
            : null;

    /// <summary>What it is called where there is no module: by its container.</summary>
    internal string? Name => Module ?? (Containers is [var first, ..] ? first.Name : null);

    /// <summary>Whether a change is of this module, or of this container that no module declares.</summary>
    internal bool IsOf(PlanChange change) =>
        change.Module == Module && (change.Module is not null || change.Target.Container == Name);

    /// <summary>SHA-256 over some of them, as <c>sha256:…</c>.</summary>
    public static string FingerprintOf(IReadOnlyList<SeenModule> modules)
    {
        var json = JsonSerializer.SerializeToElement(modules, PlanDocument.Context.IReadOnlyListSeenModule);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(json)));
    }
}

/// <summary>A container as a plan saw it.</summary>
/// <param name="Id">64 hex digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="Image">The reference it was created from.</param>
/// <param name="ImageId">Id of its image.</param>
/// <param name="State"><c>running</c>, <c>paused</c> or <c>stopped</c>.</param>
public sealed record SeenContainer(string Id, string Name, string Image, string ImageId, string State)
{
    public const string Running = "running";
    public const string Paused = "paused";
    public const string Stopped = "stopped";

    public static SeenContainer Of(ContainerSnapshot container) =>
        new(container.Id, container.Name, container.ImageReference, container.ImageId, StateOf(container.State.Status));

    public override string ToString() => $"{Name} ({Id[..Math.Min(12, Id.Length)]}), {State}, {Image}";

    private static string StateOf(ContainerStatus status) => status switch
    {
        ContainerStatus.Running or ContainerStatus.Restarting => Running,
        ContainerStatus.Paused => Paused,
        _ => Stopped,
    };
}
