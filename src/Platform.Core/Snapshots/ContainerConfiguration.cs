using System.Text.Json.Serialization;

namespace Platform.Snapshots;

/// <summary>How a container is set up besides its image, from <c>docker container inspect</c>.</summary>
public sealed record ContainerConfiguration
{
    /// <summary>Published ports as Compose writes them short: <c>127.0.0.1:8080:80/tcp</c>, ordered.</summary>
    public required IReadOnlyList<string> Ports { get; init; }

    /// <summary>The environment, that of the image included.</summary>
    public required IReadOnlyDictionary<string, OpaqueValue> Environment { get; init; }

    public required IReadOnlyList<MountPoint> Mounts { get; init; }

    /// <summary>Names of networks, ordered; <c>host</c>, <c>none</c> or <c>container</c> for those network modes.</summary>
    public required IReadOnlyList<string> Networks { get; init; }

    /// <summary><c>no</c>, <c>always</c>, <c>unless-stopped</c> or <c>on-failure:N</c>.</summary>
    public required string RestartPolicy { get; init; }

    public required IReadOnlyList<OpaqueValue> Command { get; init; }

    public required IReadOnlyList<OpaqueValue> Entrypoint { get; init; }

    public required string User { get; init; }

    public bool Privileged { get; init; }

    /// <summary>Without the prefix <c>CAP_</c>, ordered.</summary>
    public required IReadOnlyList<string> CapabilitiesAdded { get; init; }

    /// <summary>Without the prefix <c>CAP_</c>, ordered.</summary>
    public required IReadOnlyList<string> CapabilitiesDropped { get; init; }

    /// <summary>Null where neither the container nor its image has one.</summary>
    public HealthProbe? Healthcheck { get; init; }

    /// <summary>The labels, those of the image included and Compose's own left out.</summary>
    public required IReadOnlyDictionary<string, OpaqueValue> Labels { get; init; }

    /// <summary>
    /// All other settings that are no default, by the key that a compose file has for them; null in a snapshot that was made
    /// before they were read.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>Options of its log driver, the engine's own included; null with <see cref="Settings"/>.</summary>
    public IReadOnlyDictionary<string, OpaqueValue>? LogOptions { get; init; }

    /// <summary>Its annotations, which engines keep from API 1.43 on; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, OpaqueValue>? Annotations { get; init; }

    /// <summary>Its networks without the engine's own, which are no compose file's.</summary>
    internal IEnumerable<string> NetworksOfItsOwn => Networks.Where(name => name is not (HostSnapshot.Bridge or "host" or "none" or "container"));

    /// <summary>The volumes that it mounts by name.</summary>
    internal IEnumerable<string> NamedVolumes => Mounts.Where(mount => mount is { Type: "volume", Source.Length: > 0 }).Select(mount => mount.Source);

    /// <summary>What Compose was started with: identifies a <see cref="ComposeProjectSnapshot"/>; null outside Compose.</summary>
    public ComposeOrigin? Origin { get; init; }
}

/// <summary>Where a Compose container was started from, by its labels.</summary>
/// <param name="Project"><c>com.docker.compose.project</c>.</param>
/// <param name="WorkingDirectory"><c>com.docker.compose.project.working_dir</c>.</param>
/// <param name="ConfigFiles"><c>com.docker.compose.project.config_files</c>, comma-separated as the label has them.</param>
/// <param name="EnvironmentFiles"><c>com.docker.compose.project.environment_file</c>, likewise; empty where none was named.</param>
public sealed record ComposeOrigin(string Project, string WorkingDirectory, string ConfigFiles, string EnvironmentFiles = "")
{
    /// <summary>Whether one of the files was standard input, which nobody has kept.</summary>
    internal bool IsStandardInput => ConfigFiles.Split(',').Contains("-", StringComparer.Ordinal);
}

/// <summary>One mount.</summary>
/// <param name="Type"><c>volume</c>, <c>bind</c>, <c>tmpfs</c> or what else the engine has.</param>
/// <param name="Source">Name of the volume or path on the host; empty for anonymous volumes and tmpfs.</param>
/// <param name="Target">Path in the container.</param>
/// <param name="ReadOnly">Whether the container may not write to it.</param>
public sealed record MountPoint(string Type, string Source, string Target, bool ReadOnly)
{
    /// <summary>For instance <c>bind /srv/data:/data (read-only)</c>.</summary>
    public override string ToString() =>
        $"{Type} {Source}{(Source.Length > 0 ? ":" : "")}{Target}{(ReadOnly ? " (read-only)" : "")}";
}

/// <summary>A health check; times in nanoseconds as the engine has them, 0 for its default.</summary>
public sealed record HealthProbe(
    IReadOnlyList<OpaqueValue> Test, long Interval, long Timeout, long StartPeriod, long StartInterval, int Retries);

/// <summary>What an image brings to every container made from it.</summary>
public sealed record ImageDefaults
{
    public required IReadOnlyDictionary<string, OpaqueValue> Environment { get; init; }

    public required IReadOnlyDictionary<string, OpaqueValue> Labels { get; init; }

    public required IReadOnlyList<OpaqueValue> Command { get; init; }

    public required IReadOnlyList<OpaqueValue> Entrypoint { get; init; }

    public required string User { get; init; }

    /// <summary>Paths for which the engine makes an anonymous volume.</summary>
    public required IReadOnlyList<string> Volumes { get; init; }

    public HealthProbe? Healthcheck { get; init; }

    /// <summary>The working directory, the stop signal and the exposed ports, where it has any; null in an older snapshot.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }
}
