using System.Text.Json.Serialization;
using Platform.Snapshots;

namespace Platform.Adopting;

/// <summary>A container of a host, declared or not (R8).</summary>
public sealed record HostContainer
{
    /// <summary>Name of the host in the inventory.</summary>
    public required string Host { get; init; }

    /// <summary>Name of the container.</summary>
    public required string Name { get; init; }

    /// <summary>The Compose project; null where Compose did not start it.</summary>
    public required string? Project { get; init; }

    /// <summary>Its service in that project; null likewise.</summary>
    public required string? Service { get; init; }

    /// <summary>Id of the module that it stands for; null where none declares it.</summary>
    public required string? Module { get; init; }

    /// <summary>Tier of that module; null likewise.</summary>
    public required string? Tier { get; init; }

    /// <summary>Whether a module declares it.</summary>
    public bool Declared => Module is not null;

    /// <summary>The engine's word for its state.</summary>
    public required ContainerStatus Status { get; init; }

    /// <summary>Result of its health check.</summary>
    public required HealthStatus Health { get; init; }

    /// <summary>Of its last exit; null while it runs, and where it never did.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>The reference that it was created from.</summary>
    public required string Image { get; init; }

    /// <summary>Id of its image; not a repository digest.</summary>
    public required string ImageId { get; init; }

    /// <summary>Repository digests of its image in the repository of <see cref="Image"/>. Often empty.</summary>
    public required IReadOnlyList<string> Digests { get; init; }

    /// <summary>Published ports as Compose writes them short.</summary>
    public required IReadOnlyList<string> Ports { get; init; }

    /// <summary>What it mounts, as Compose writes it short.</summary>
    public required IReadOnlyList<string> Mounts { get; init; }

    /// <summary>The compose files that it was started from, as its label has them, separated by commas; null where Compose did not start it.</summary>
    public required string? ComposeFiles { get; init; }

    /// <summary>Whether <c>docker compose run</c> started it: it stands for no service.</summary>
    public required bool OneOff { get; init; }

    /// <summary>64 hex digits.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was seen, UTC.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Whether it is from a snapshot file, so that nothing is known of it now.</summary>
    public required bool Recorded { get; init; }

    /// <summary>The module, or that there is none, for a table.</summary>
    [JsonIgnore]
    public string ModuleOrUndeclared => Module ?? "undeclared";

    public override string ToString() => Name;
}
