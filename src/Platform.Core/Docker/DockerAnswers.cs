using System.Text.Json.Serialization;

namespace Platform.Docker;

// The members of the Docker Engine API's answers that a snapshot needs, by the API's own names. Everything else,
// environment values above all, is skipped while reading and never held.

internal sealed record VersionAnswer(VersionClient? Client, VersionServer? Server);

internal sealed record VersionClient(string? Version);

internal sealed record VersionServer(string? Version, string? ApiVersion, string? Os, string? Arch);

internal sealed record ContainerAnswer(
    string? Id, string? Name, string? Image, DateTimeOffset Created, int RestartCount, ConfigAnswer? Config, StateAnswer? State);

internal sealed record ConfigAnswer(string? Image, ComposeLabels? Labels);

internal sealed record ComposeLabels(
    [property: JsonPropertyName("com.docker.compose.project")] string? Project,
    [property: JsonPropertyName("com.docker.compose.service")] string? Service,
    [property: JsonPropertyName("com.docker.compose.container-number")] string? Number,
    [property: JsonPropertyName("com.docker.compose.oneoff")] string? OneOff);

internal sealed record StateAnswer(
    string? Status, int ExitCode, bool OOMKilled, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, HealthAnswer? Health);

internal sealed record HealthAnswer(string? Status, int FailingStreak);

internal sealed record ImageAnswer(string? Id, string[]? RepoTags, string[]? RepoDigests);

[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(ContainerAnswer))]
[JsonSerializable(typeof(ImageAnswer))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DockerAnswerContext : JsonSerializerContext;
