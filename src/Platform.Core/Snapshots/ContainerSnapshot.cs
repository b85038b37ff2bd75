using System.Text.Json.Serialization;

namespace Platform.Snapshots;

/// <summary>One container, from <c>docker container inspect</c>.</summary>
public sealed record ContainerSnapshot
{
    /// <summary>64 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name, without the slash the API puts before it.</summary>
    public required string Name { get; init; }

    /// <summary>The reference the container was created from (<c>.Config.Image</c>), as written then.</summary>
    public required string ImageReference { get; init; }

    /// <summary>The image id (<c>.Image</c>): a config or manifest digest, never a repository digest.</summary>
    public required string ImageId { get; init; }

    /// <summary>The <c>com.docker.compose.project</c> label.</summary>
    public string? ComposeProject { get; init; }

    /// <summary>The <c>com.docker.compose.service</c> label.</summary>
    public string? ComposeService { get; init; }

    /// <summary>The <c>com.docker.compose.container-number</c> label, 1 and up.</summary>
    public int? ComposeNumber { get; init; }

    /// <summary>The <c>com.docker.compose.version</c> label: the Compose that made the container.</summary>
    public string? ComposeVersion { get; init; }

    /// <summary>True for a container of <c>docker compose run</c>, which belongs to no service.</summary>
    public bool IsOneOff { get; init; }

    /// <summary>The <c>com.docker.swarm.service.name</c> label, <c>STACK_SERVICE</c> of a stack: a swarm made the container. Null outside swarms.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SwarmService { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required ContainerState State { get; init; }

    [JsonPropertyName("surface")] // the name in files of snapshots since their first version
    public required ContainerConfiguration Configuration { get; init; }
}

/// <summary>The state of a container, from <c>.State</c> and <c>.RestartCount</c>.</summary>
public sealed record ContainerState
{
    public required ContainerStatus Status { get; init; }

    /// <summary>Of the last exit; meaningful where the container has exited or restarts.</summary>
    public int ExitCode { get; init; }

    /// <summary>Restarts by the engine's restart policy since the container was last started by hand.</summary>
    public int RestartCount { get; init; }

    public bool OomKilled { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public HealthStatus Health { get; init; }

    /// <summary>Health probes that failed in a row.</summary>
    public int FailingStreak { get; init; }
}

/// <summary>The engine's own words for <c>.State.Status</c>.</summary>
public enum ContainerStatus
{
    Unknown,
    Created,
    Running,
    Paused,
    Restarting,
    Removing,
    Exited,
    Dead,
}

/// <summary><c>.State.Health.Status</c>; <see cref="None"/> where the container has no health check.</summary>
public enum HealthStatus
{
    None,
    Starting,
    Healthy,
    Unhealthy,
}
