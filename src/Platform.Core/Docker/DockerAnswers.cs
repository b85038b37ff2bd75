using System.Text.Json.Serialization;

namespace Platform.Docker;

// The members of the Docker Engine API's answers that a snapshot needs, by the API's own names. Everything else is
// skipped while reading and never held.

internal sealed record VersionAnswer(VersionServer? Server, VersionClient? Client);

internal sealed record VersionServer(
    string? Version, string? ApiVersion, string? Os, string? Arch, VersionComponent?[]? Components, [property: JsonPropertyName("APIVersion")] string? PodmanApiVersion);

/// <summary>Podman's docker command has no server beside it. It spells the API's version otherwise than Docker does.</summary>
internal sealed record VersionClient(
    string? Version, string? Os, string? OsArch, [property: JsonPropertyName("APIVersion")] string? PodmanApiVersion);

internal sealed record VersionComponent(string? Name);

internal sealed record ContainerAnswer(
    string? Id, string? Name, string? Image, DateTimeOffset Created, int RestartCount, ConfigAnswer? Config, StateAnswer? State,
    HostConfigAnswer? HostConfig, MountAnswer?[]? Mounts, NetworkSettingsAnswer? NetworkSettings);

internal sealed record ConfigAnswer(
    string? Image, string? User, string?[]? Env, string?[]? Cmd,
    [property: JsonConverter(typeof(WordsConverter))] string?[]? Entrypoint, Dictionary<string, string?>? Labels,
    Dictionary<string, NothingMore?>? Volumes, HealthcheckAnswer? Healthcheck);

internal sealed record HealthcheckAnswer(string?[]? Test, long Interval, long Timeout, long StartPeriod, long StartInterval, int Retries);

internal sealed record HostConfigAnswer(
    Dictionary<string, PortBindingAnswer?[]?>? PortBindings, RestartPolicyAnswer? RestartPolicy, string?[]? CapAdd, string?[]? CapDrop,
    bool Privileged, string? NetworkMode, Dictionary<string, string?>? Tmpfs);

internal sealed record PortBindingAnswer(string? HostIp, string? HostPort);

internal sealed record RestartPolicyAnswer(string? Name, int MaximumRetryCount);

internal sealed record MountAnswer(string? Type, string? Name, string? Source, string? Destination, bool RW);

internal sealed record NetworkSettingsAnswer(Dictionary<string, NothingMore?>? Networks);

internal sealed record StateAnswer(
    string? Status, int ExitCode, bool OOMKilled, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, HealthAnswer? Health);

internal sealed record HealthAnswer(string? Status, int FailingStreak);

internal sealed record ImageAnswer(string? Id, string?[]? RepoTags, string?[]? RepoDigests, ConfigAnswer? Config);

/// <summary>A value of which only the key it stands under matters.</summary>
internal sealed record NothingMore;

[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(ContainerAnswer))]
[JsonSerializable(typeof(ImageAnswer))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DockerAnswerContext : JsonSerializerContext;
