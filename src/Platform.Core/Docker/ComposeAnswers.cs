using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Docker;

// The members of `docker compose config --format json` that a comparison needs, by the Compose Specification's names.

internal sealed record ComposeAnswer(
    Dictionary<string, ServiceAnswer?>? Services, Dictionary<string, NamedAnswer?>? Networks, Dictionary<string, NamedAnswer?>? Volumes,
    Dictionary<string, FileAnswer?>? Secrets, Dictionary<string, FileAnswer?>? Configs);

internal sealed record NamedAnswer(string? Name);

internal sealed record FileAnswer(string? File);

internal sealed record ServiceAnswer(
    string[]? Command, string[]? Entrypoint, Dictionary<string, string?>? Environment, ComposeHealthcheckAnswer? Healthcheck,
    Dictionary<string, JsonElement>? Networks, string? NetworkMode, PortAnswer[]? Ports, string? Restart, DeployAnswer? Deploy,
    VolumeAnswer[]? Volumes, string[]? Tmpfs, GrantAnswer[]? Secrets, GrantAnswer[]? Configs, Dictionary<string, string?>? Labels,
    string? User, string[]? CapAdd, string[]? CapDrop, bool Privileged, string[]? VolumesFrom);

internal sealed record ComposeHealthcheckAnswer(
    string[]? Test, string? Interval, string? Timeout, string? StartPeriod, string? StartInterval, int? Retries, bool Disable);

internal sealed record PortAnswer(string? HostIp, int Target, string? Published, string? Protocol);

internal sealed record DeployAnswer(DeployRestartAnswer? RestartPolicy);

internal sealed record DeployRestartAnswer(string? Condition, int? MaxAttempts);

internal sealed record VolumeAnswer(string? Type, string? Source, string? Target, bool ReadOnly);

/// <summary>A secret or config given to a service, as a file in the container.</summary>
internal sealed record GrantAnswer(string? Source, string? Target);

[JsonSerializable(typeof(ComposeAnswer))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class ComposeAnswerContext : JsonSerializerContext;
