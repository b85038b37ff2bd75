using System.Text.Json.Serialization;

namespace Platform.Snapshots;

/// <summary>
/// What <c>docker compose config</c> says on the host of the files some containers were started from, or why it says
/// nothing.
/// </summary>
public sealed record ComposeProjectSnapshot
{
    public required ComposeOrigin Origin { get; init; }

    /// <summary>The services by name; empty where there is an error.</summary>
    public required IReadOnlyDictionary<string, DeclaredConfiguration> Services { get; init; }

    /// <summary>The networks that services use; empty where there is an error, null in a snapshot that was made before they were read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ResourceDefinition>? Networks { get; init; }

    /// <summary>The same of volumes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ResourceDefinition>? Volumes { get; init; }

    /// <summary>
    /// Of networks and volumes what <see cref="DeclaredConfiguration.Doubts"/> is of services (<c>networks.NAME.driver_opts</c>, or <c>volumes.NAME.*</c> for all of one);
    /// null where it was not asked.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? ResourceDoubts { get; init; }

    /// <summary>Variables the files use that are set nowhere on the host now: Compose put a blank in their place.</summary>
    public required IReadOnlyList<string> UnsetVariables { get; init; }

    /// <summary>Variables the files require and that are set nowhere on the host now; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? RequiredVariables { get; init; }

    /// <summary>The files of <see cref="Origin"/>; null where that is not said where the platform root lives on the host.</summary>
    public IReadOnlyList<OriginFile>? OriginFiles { get; init; }

    /// <summary>The root's file, relative to it, that was evaluated since files of <see cref="Origin"/> are gone; null where those were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EvaluatedInstead { get; init; }

    /// <summary>The name of an override beside the file, which a plain <c>up</c> would take and these containers were started without; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OverrideBeside { get; init; }

    /// <summary>Why the files could not be evaluated; null where they could.</summary>
    public string? Error { get; init; }

    /// <summary>What they say of a container's service; null where they know it no more.</summary>
    internal DeclaredConfiguration? ServiceOf(ContainerSnapshot container) => Services.GetValueOrDefault(container.ComposeService ?? "");
}

/// <summary>
/// What a compose file says of a service. Null where it says nothing and the image, or the engine, decides.
/// </summary>
public sealed record DeclaredConfiguration
{
    /// <summary>The reference as it stands there; null where the service is built and has no name for the result.</summary>
    public string? Image { get; init; }

    public required IReadOnlyList<string> Ports { get; init; }

    /// <summary>Null values are taken from the environment of whoever runs Compose: nothing can be expected of them.</summary>
    public required IReadOnlyDictionary<string, OpaqueValue?> Environment { get; init; }

    public required IReadOnlyList<MountPoint> Mounts { get; init; }

    public required IReadOnlyList<string> Networks { get; init; }

    public required string RestartPolicy { get; init; }

    public IReadOnlyList<OpaqueValue>? Command { get; init; }

    public IReadOnlyList<OpaqueValue>? Entrypoint { get; init; }

    public string? User { get; init; }

    public bool Privileged { get; init; }

    public required IReadOnlyList<string> CapabilitiesAdded { get; init; }

    public required IReadOnlyList<string> CapabilitiesDropped { get; init; }

    public DeclaredProbe? Healthcheck { get; init; }

    /// <summary>How many containers it has (<c>scale</c>, <c>deploy.replicas</c>), 0 and up; null for one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Replicas { get; init; }

    public required IReadOnlyDictionary<string, OpaqueValue> Labels { get; init; }

    /// <summary>All other settings that are no default, by their key; null in a snapshot that was made before they were read.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>Options of the log driver; null with <see cref="Settings"/>.</summary>
    public IReadOnlyDictionary<string, OpaqueValue>? LogOptions { get; init; }

    /// <summary>Annotations of the container; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, OpaqueValue>? Annotations { get; init; }

    /// <summary>Content of configs that stands in the file itself, or in a variable, by its path in the container; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, OpaqueValue>? Contents { get; init; }

    /// <summary>The same of secrets.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, OpaqueValue>? SecretContents { get; init; }

    /// <summary>Keys of the service, and of what it uses, whose values are not compared (<c>post_start</c>).</summary>
    public required IReadOnlyList<string> NotUnderstood { get; init; }

    /// <summary>
    /// SHA-256 of all that Compose said of the service and of what it uses, secrets included: never shown or written as it is. Null in a
    /// snapshot that was read from a file.
    /// </summary>
    internal byte[]? Hash { get; init; }

    /// <summary>
    /// Fields whose values depend on what nobody can know now, as findings name them (<c>ports</c>, <c>environment.KEY</c>), and on
    /// what: variables that are unset, required or the shell's own, or the path of an env_file that is missing. Null where that
    /// was not asked, as there was no reason to.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Doubts { get; init; }
}

/// <summary>A declared health check; null fields are the image's or the engine's.</summary>
public sealed record DeclaredProbe(
    IReadOnlyList<OpaqueValue>? Test, long? Interval, long? Timeout, long? StartPeriod, long? StartInterval, int? Retries);
