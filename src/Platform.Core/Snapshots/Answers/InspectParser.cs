using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Platform.Docker;
using Platform.Text;

namespace Platform.Snapshots.Answers;

/// <summary>Turns what <c>docker … --format '{{json .}}'</c> prints into snapshot records.</summary>
/// <remarks>Every method throws <see cref="JsonException"/> for an answer that is not of the API's shape.</remarks>
internal static class InspectParser
{
    private const int LongestVersion = 64;

    /// <summary>Podman spells it otherwise than Docker does.</summary>
    private const string PodmanApiVersion = "APIVersion";

    /// <summary>
    /// The engine, or null where only Docker's client answered: the daemon is down. Podman has none, and is its own client.
    /// </summary>
    public static EngineSnapshot? ParseEngine(ReadOnlyMemory<byte> json, string? composeVersion) => EngineJson.Read(json, answer =>
    {
        var (server, client) = (answer["Server"], answer["Client"]);
        if (server["Version"].Text is { } version)
        {
            return new EngineSnapshot(
                Shown(version), Shown(server["ApiVersion"].Text ?? server[PodmanApiVersion].Text), Shown(server["Os"].Text), Shown(server["Arch"].Text),
                composeVersion, IsPodman(server) ? EngineKind.Podman : EngineKind.Docker);
        }

        if (server.Exists || (client["Version"].Text, client[PodmanApiVersion].Text) is not ({ } podman, { } api)) return null;
        var platform = client["OsArch"].Text;
        return new EngineSnapshot(
            Shown(podman), Shown(api), Shown(client["Os"].Text), Shown(platform?[(platform.IndexOf('/', StringComparison.Ordinal) + 1)..]),
            composeVersion, EngineKind.Podman);
    });

    public static ContainerSnapshot ParseContainer(ReadOnlyMemory<byte> json) => EngineJson.Read(json, ParseContainer);

    public static ImageSnapshot ParseImage(ReadOnlyMemory<byte> json) => EngineJson.Read(json, answer => new ImageSnapshot
    {
        Id = ImageId(answer["Id"].Text ?? throw new UnexpectedContentException("an image without Id")),
        RepoTags = Ordered(answer["RepoTags"]),
        RepoDigests = Ordered(answer["RepoDigests"]),
        Defaults = ContainerConfigurationParser.ParseDefaults(answer["Config"]),
    });

    /// <summary>https://github.com/moby/moby/blob/v20.10.24/daemon/cluster/executor/container/container.go (labels)</summary>
    private const string SwarmServiceLabel = "com.docker.swarm.service.name";

    private static ContainerSnapshot ParseContainer(EngineJson answer)
    {
        var config = answer["Config"];
        var state = answer["State"];
        if ((answer["Id"].Text, answer["Name"].Text, answer["Image"].Text, config["Image"].Text, state.Exists) is not
            ({ } id, { } name, { } image, { } reference, true))
        {
            throw new UnexpectedContentException("a container without Id, Name, Image, Config.Image or State");
        }

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
            SwarmService = Label(config, SwarmServiceLabel),
            CreatedAt = (answer["Created"].Time ?? default).ToUniversalTime(),
            State = ParseState(state, answer["RestartCount"].Int32),
            Configuration = ContainerConfigurationParser.Parse(answer, config),
        };
    }

    // Docker's own command over podman's socket shows whose it is by the server's components.
    private static bool IsPodman(EngineJson server) =>
        server[PodmanApiVersion].Exists ||
        server["Components"].Items.Any(c => c["Name"].Text?.StartsWith("Podman", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Podman leaves the algorithm out.</summary>
    private static string ImageId(string id) => ImageDigest.IsHex(id, 64) ? "sha256:" + id : id;

    [return: NotNullIfNotNull(nameof(word))]
    private static string? Shown(string? word) => word is null ? null : TerminalText.Clean(word, LongestVersion);

    private static string? Label(EngineJson config, string name) => config["Labels"][name].Text;

    private static ContainerState ParseState(EngineJson state, int restartCount) => new()
    {
        Status = Status(state["Status"].Text),
        ExitCode = state["ExitCode"].Int32,
        RestartCount = restartCount,
        OomKilled = state["OOMKilled"].Flag,
        StartedAt = Moment(state["StartedAt"].Time),
        FinishedAt = Moment(state["FinishedAt"].Time),
        Health = Enum.TryParse<HealthStatus>(state["Health"]["Status"].Text, ignoreCase: true, out var health) ? health : HealthStatus.None,
        FailingStreak = state["Health"]["FailingStreak"].Int32,
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

    private static string[] Ordered(EngineJson values)
    {
        string[] ordered = [.. values.Texts];
        Array.Sort(ordered, StringComparer.Ordinal);
        return ordered;
    }
}
