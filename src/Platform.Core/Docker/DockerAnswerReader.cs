using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Platform.Reporting;

namespace Platform.Docker;

/// <summary>Turns what <c>docker … --format '{{json .}}'</c> prints into snapshot records.</summary>
/// <remarks>Every method throws <see cref="JsonException"/> for an answer that is not of the API's shape.</remarks>
internal static class DockerAnswerReader
{
    private const int LongestVersion = 64;

    /// <summary>Does what the first answer of each kind would have to wait for, while the host is still thinking.</summary>
    public static void Prepare()
    {
        _ = JsonSerializer.Deserialize("{\"Config\":{},\"State\":{}}"u8, DockerAnswerContext.Default.ContainerAnswer);
        _ = JsonSerializer.Deserialize("{\"Config\":{}}"u8, DockerAnswerContext.Default.ImageAnswer);
    }

    /// <summary>
    /// The engine, or null where only Docker's client answered: the daemon is down. Podman has none, and is its own client.
    /// </summary>
    public static EngineSnapshot? ReadEngine(ReadOnlySpan<byte> json, string? composeVersion) =>
        JsonSerializer.Deserialize(json, DockerAnswerContext.Default.VersionAnswer) switch
        {
            { Server: { Version: { } version } server } => new EngineSnapshot(
                Shown(version), Shown(server.ApiVersion ?? server.PodmanApiVersion), Shown(server.Os), Shown(server.Arch), composeVersion,
                IsPodman(server) ? EngineKind.Podman : EngineKind.Docker),
            { Server: null, Client: { Version: { } version, PodmanApiVersion: { } api } client } => new EngineSnapshot(
                Shown(version), Shown(api), Shown(client.Os), Shown(client.OsArch?[(client.OsArch.IndexOf('/', StringComparison.Ordinal) + 1)..]),
                composeVersion, EngineKind.Podman),
            _ => null,
        };

    public static ContainerSnapshot ReadContainer(ReadOnlySpan<byte> json)
    {
        var answer = JsonSerializer.Deserialize(json, DockerAnswerContext.Default.ContainerAnswer);
        if (answer is not { Id: { } id, Name: { } name, Image: { } image, Config: { Image: { } reference } config, State: { } state })
            throw new JsonException("a container without Id, Name, Image, Config.Image or State");

        return new ContainerSnapshot
        {
            Id = id,
            Name = name.TrimStart('/'),
            ImageReference = reference,
            ImageId = ImageId(image),
            ComposeProject = Label(config, ComposeLabel.Project),
            ComposeService = Label(config, ComposeLabel.Service),
            ComposeNumber = int.TryParse(Label(config, ComposeLabel.Number), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null,
            ComposeVersion = Label(config, ComposeLabel.Version),
            IsOneOff = string.Equals(Label(config, ComposeLabel.OneOff), "True", StringComparison.OrdinalIgnoreCase),
            CreatedAt = answer.Created.ToUniversalTime(),
            State = ReadState(state, answer.RestartCount),
            Surface = SurfaceReader.Read(answer, config),
        };
    }

    public static ImageSnapshot ReadImage(ReadOnlySpan<byte> json)
    {
        var answer = JsonSerializer.Deserialize(json, DockerAnswerContext.Default.ImageAnswer);
        if (answer?.Id is not { } id) throw new JsonException("an image without Id");
        return new ImageSnapshot
        {
            Id = ImageId(id),
            RepoTags = Ordered(answer.RepoTags),
            RepoDigests = Ordered(answer.RepoDigests),
            Defaults = SurfaceReader.ReadDefaults(answer.Config),
        };
    }

    // Docker's own command over podman's socket shows whose it is by the server's components.
    private static bool IsPodman(VersionServer server) =>
        server.PodmanApiVersion is not null ||
        server.Components.Present().Any(c => c.Name?.StartsWith("Podman", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Podman leaves the algorithm out.</summary>
    private static string ImageId(string id) => ImageDigest.IsHex(id, 64) ? "sha256:" + id : id;

    [return: NotNullIfNotNull(nameof(word))]
    private static string? Shown(string? word) => word is null ? null : TerminalText.Clean(word, LongestVersion);

    private static string? Label(ConfigAnswer config, string name) => config.Labels?.GetValueOrDefault(name);

    private static ContainerState ReadState(StateAnswer state, int restartCount) => new()
    {
        Status = Status(state.Status),
        ExitCode = state.ExitCode,
        RestartCount = restartCount,
        OomKilled = state.OOMKilled,
        StartedAt = Moment(state.StartedAt),
        FinishedAt = Moment(state.FinishedAt),
        Health = Enum.TryParse<HealthStatus>(state.Health?.Status, ignoreCase: true, out var health) ? health : HealthStatus.None,
        FailingStreak = state.Health?.FailingStreak ?? 0,
    };

    /// <summary>The engine's word, or what podman's own words come to.</summary>
    private static ContainerStatus Status(string? word) => word switch
    {
        "configured" or "initialized" => ContainerStatus.Created,
        "stopping" => ContainerStatus.Running,
        "stopped" => ContainerStatus.Exited,
        _ => Enum.TryParse<ContainerStatus>(word, ignoreCase: true, out var status) ? status : ContainerStatus.Unknown,
    };

    // The API writes year 1 for "never".
    private static DateTimeOffset? Moment(DateTimeOffset? time) => time is { Year: > 1 } t ? t.ToUniversalTime() : null;

    private static string[] Ordered(string?[]? values)
    {
        string[] ordered = [.. values.Present()];
        Array.Sort(ordered, StringComparer.Ordinal);
        return ordered;
    }
}
