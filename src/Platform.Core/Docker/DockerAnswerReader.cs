using System.Globalization;
using System.Text.Json;

namespace Platform.Docker;

/// <summary>Turns what <c>docker … --format '{{json .}}'</c> prints into snapshot records.</summary>
/// <remarks>Every method throws <see cref="JsonException"/> for an answer that is not of the API's shape.</remarks>
internal static class DockerAnswerReader
{
    /// <summary>Does what the first answer of each kind would have to wait for, while the host is still thinking.</summary>
    public static void Prepare()
    {
        _ = JsonSerializer.Deserialize("{\"Config\":{},\"State\":{}}"u8, DockerAnswerContext.Default.ContainerAnswer);
        _ = JsonSerializer.Deserialize("{\"Config\":{}}"u8, DockerAnswerContext.Default.ImageAnswer);
    }

    /// <summary>The engine, or null where only the client answered: the daemon is down.</summary>
    public static EngineSnapshot? ReadEngine(ReadOnlySpan<byte> json, string? composeVersion)
    {
        var answer = JsonSerializer.Deserialize(json, DockerAnswerContext.Default.VersionAnswer);
        return answer?.Server is { Version: { } version } server
            ? new EngineSnapshot(version, server.ApiVersion, server.Os, server.Arch, composeVersion)
            : null;
    }

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
            ImageId = image,
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
            Id = id,
            RepoTags = Ordered(answer.RepoTags),
            RepoDigests = Ordered(answer.RepoDigests),
            Defaults = SurfaceReader.ReadDefaults(answer.Config),
        };
    }

    private static string? Label(ConfigAnswer config, string name) => config.Labels?.GetValueOrDefault(name);

    private static ContainerState ReadState(StateAnswer state, int restartCount) => new()
    {
        Status = Enum.TryParse<ContainerStatus>(state.Status, ignoreCase: true, out var status) ? status : ContainerStatus.Unknown,
        ExitCode = state.ExitCode,
        RestartCount = restartCount,
        OomKilled = state.OOMKilled,
        StartedAt = Moment(state.StartedAt),
        FinishedAt = Moment(state.FinishedAt),
        Health = Enum.TryParse<HealthStatus>(state.Health?.Status, ignoreCase: true, out var health) ? health : HealthStatus.None,
        FailingStreak = state.Health?.FailingStreak ?? 0,
    };

    // The API writes year 1 for "never".
    private static DateTimeOffset? Moment(DateTimeOffset? time) => time is { Year: > 1 } t ? t.ToUniversalTime() : null;

    private static string[] Ordered(string[]? values)
    {
        string[] ordered = [.. values ?? []];
        Array.Sort(ordered, StringComparer.Ordinal);
        return ordered;
    }
}
