using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Platform.Docker;
using Platform.Hosts;
using Platform.Shell;
using Platform.Text;

namespace Platform.Snapshots.Answers;

/// <summary>Turns the answer of one round trip into a snapshot, or into the reason why it is none.</summary>
internal static class SnapshotAnswer
{
    public const string ContainersSection = "containers";
    public const string NetworksSection = "networks";
    public const string VolumesSection = "volumes";

    private const int NotFound = 127;
    private const int GoneToDocker = 1;
    private const int GoneToPodman = 125;
    private const int ImageIdDigits = 64;
    private const long LastSecond = 253_402_300_799; // 9999-12-31T23:59:59Z, the end of .NET's calendar

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>What podman's docker command says each time, unless the host's administrator has told it not to.</summary>
    private static ReadOnlySpan<byte> PodmanRemark => "Emulate Docker CLI using podman."u8;

    /// <param name="host">Name of the host.</param>
    /// <param name="output">The raw bytes from the host.</param>
    /// <param name="script">The script that was sent.</param>
    /// <param name="request">What it asked for.</param>
    /// <param name="observedAt">When the answer had arrived.</param>
    /// <param name="failure">Why there is no snapshot, where null is returned.</param>
    public static HostSnapshot? Read(
        string host, byte[] output, ReadOnlyScript script, SnapshotRequest request, DateTimeOffset observedAt, out HostFailure? failure)
    {
        var frame = ScriptFrame.Parse(output, script.Nonce);
        failure = FailureIn(host, frame, request) ?? (!frame.IsComplete ? CutOff(host) : LacksSection(frame, request) ? Garbled(host, null) : null);
        return failure is null ? Read(host, frame, script.Nonce, request, observedAt, out failure) : null;
    }

    /// <summary>
    /// The same of an answer whose end was not waited for: null where that does not even say which containers there are, and
    /// what they are.
    /// </summary>
    public static HostSnapshot? ReadPart(
        string host, byte[] output, ReadOnlyScript script, SnapshotRequest request, DateTimeOffset observedAt)
    {
        var frame = ScriptFrame.Parse(output, script.Nonce);
        return FailureIn(host, frame, request) is null ? Read(host, frame, script.Nonce, request, observedAt, out _) : null;
    }

    private static HostSnapshot? Read(
        string host, ScriptFrame frame, string nonce, SnapshotRequest request, DateTimeOffset observedAt, out HostFailure? failure)
    {
        try
        {
            failure = null;
            return Build(host, frame, nonce, request, observedAt);
        }
        catch (Exception exception) when (IsGarbled(exception))
        {
            failure = Garbled(host, KnownWords.OfAnswer(exception));
            return null;
        }
    }

    private static ContainerSnapshot[] ReadContainers(FrameSection? section) =>
    [
        .. Lines(section).Where(IsRecord).Select(line => InspectParser.ParseContainer(line[(line.Span.IndexOf((byte)' ') + 1)..]))
            .OrderBy(c => c.Name, StringComparer.Ordinal),
    ];

    /// <summary>Whether reading failed for what was read.</summary>
    private static bool IsGarbled(Exception exception) => exception is JsonException or FormatException or InvalidOperationException;

    private static HostFailure Garbled(string host, KnownWords? detail) =>
        new(HostFailureReason.AnswerGarbled, $"the answer of {host} is not what docker prints", detail);

    private static HostFailure CutOff(string host) =>
        new(HostFailureReason.AnswerGarbled, $"the answer of {host} was cut off before its end; try again");

    private static HostFailure? FailureIn(string host, ScriptFrame frame, SnapshotRequest request)
    {
        foreach (var name in (ReadOnlySpan<string>)["engine", "list", ContainersSection, "images"])
        {
            if (frame[name] is not { Status: not 0 } section || IsOnlyGone(section)) continue;
            // A request for the engine alone has nothing without it. Every other request is of use without the engine and without images.
            if (section.IsOverdue && (name == "images" || (name == "engine" && request.AsksForContainers))) continue;
            return DockerFailure(host, section, WayToSee(name));
        }

        if (frame["clock"] is null || frame["list"] is not { } list) return CutOff(host);
        var isWhole = request.AsksForContainers ? !Lines(list).Any() || frame[ContainersSection] is not null : frame["engine"] is not null;
        return isWhole ? null : CutOff(host);
    }

    /// <summary>Whether a section is missing that a script which came to its end has printed: it was lost on the way.</summary>
    private static bool LacksSection(ScriptFrame frame, SnapshotRequest request) =>
        frame["engine"] is null || (frame["compose"] is null && request.WithComposeVersion) ||
        (frame[ContainersSection] is not null && (frame["images"] is null || frame[NetworksSection] is null || frame[VolumesSection] is null)) ||
        (frame["list"] is { Status: 0 } && frame["others"] is null && request.WithOthers) ||
        frame.All("file").Count() != request.Files.Count || frame.All("secret").Count() != request.SecretFiles.Count;

    private static HostFailure DockerFailure(string host, FrameSection section, string command)
    {
        var printed = section.Printed;
        var (reason, message) = section.Status switch
        {
            NotFound => (HostFailureReason.DockerMissing, $"{host} has no docker command on its PATH"),
            _ when section.IsOverdue => (HostFailureReason.CommandTimedOut, $"docker on {host} did not answer in time; is its daemon stuck?"),
            _ when printed.BeginsWith(SnapshotScript.NoList) =>
                (HostFailureReason.AnswerGarbled, $"the answer of {host} is not what docker prints"),
            _ when printed.BeginsWith(SnapshotScript.NoAwk) =>
                (HostFailureReason.Other, $"{host} has no awk that works, which looking at it needs"),
            _ when printed.Says("permission denied") =>
                (HostFailureReason.DockerNotPermitted, $"the account on {host} may not use docker; add it to the docker group or name another user"),
            _ when printed.Says("Cannot connect to the Docker daemon") || printed.Says("daemon running?") =>
                (HostFailureReason.DockerDaemonDown, $"the Docker daemon of {host} is not running"),
            _ => (HostFailureReason.DockerFailed, $"docker on {host} failed"),
        };
        return new HostFailure(reason, message, KnownWords.In(printed, $"run '{command}' on {host}"));
    }

    private static string WayToSee(string section) => section switch
    {
        "engine" => "docker version",
        "list" => "docker ps --all",
        "images" => "docker image inspect ID",
        _ => "docker container inspect NAME",
    };

    private static HostSnapshot Build(
        string host, ScriptFrame frame, string nonce, SnapshotRequest request, DateTimeOffset observedAt)
    {
        var engine = SnapshotGaps.IsSilent(frame["engine"]) ? EngineSnapshot.Silent
            : Lines(frame["engine"]).Where(IsJson).Select(line => InspectParser.ParseEngine(line, ComposeVersionOf(frame["compose"])))
                .FirstOrDefault() ?? throw new UnexpectedContentException("docker names no server");
        var inspected = frame[ContainersSection];
        var containers = ReadContainers(inspected);
        // An image of the list may come under two names, or its name may have moved on by now.
        var used = containers.Select(c => c.ImageId).ToHashSet(StringComparer.Ordinal);
        ImageSnapshot[] images =
        [
            .. Lines(frame["images"]).Where(IsJson).Select(InspectParser.ParseImage)
                .Where(i => used.Remove(i.Id))
                .OrderBy(i => i.Id, StringComparer.Ordinal),
        ];
        RequireAll(inspected, Lines(frame["list"]).Select(line => Encoding.UTF8.GetString(line.Span)), containers.Select(c => c.Id));
        if (!SnapshotGaps.IsSilent(frame["images"])) RequireAll(frame["images"], containers.Select(c => c.ImageId), images.Select(i => i.Id));
        var isPodman = engine.Kind is EngineKind.Podman; // which is not asked for them
        string[] attached = [.. containers.SelectMany(c => c.Configuration.NetworksOfItsOwn)];
        var networks = isPodman ? null : FoundResources.Read(
            frame[NetworksSection], ResourceParser.Network, attached.Length == 0 ? attached : [HostSnapshot.Bridge, .. attached]);
        var volumes = isPodman ? null : FoundResources.Read(frame[VolumesSection], ResourceParser.Volume, containers.SelectMany(c => c.Configuration.NamedVolumes));
        SnapshotGap[] gaps = [.. SnapshotGaps.Of(frame, request), .. SnapshotGaps.Of(SnapshotPart.Networks, networks), .. SnapshotGaps.Of(SnapshotPart.Volumes, volumes)];
        return new HostSnapshot
        {
            Schema = HostSnapshot.SchemaId,
            Host = host,
            ObservedAt = observedAt,
            HostTime = Clock(frame["clock"]),
            Engine = engine,
            Projects = request.AllProjects ? [.. ProjectsOf(containers).Union(request.Projects, StringComparer.Ordinal).Order(StringComparer.Ordinal)] : request.Projects,
            AllContainers = request.AllContainers,
            Others = request.WithOthers && frame["others"] is { } others ? [.. ListedContainer.Read(others.Payload)] : null,
            Sources = [.. frame.All("source").Select(ReadFile)],
            Containers = containers,
            Images = images,
            Networks = networks?.Found,
            Volumes = volumes?.Found,
            ComposeProjects = [.. frame.All("config").Select(section => ReadCompose(section, nonce)).OrderBy(p => p.Origin.ConfigFiles, StringComparer.Ordinal)],
            Files = [.. frame.All("file").Select(ReadFile)],
            SecretFiles = [.. frame.All("secret").Select(section => ReadSecret(section, nonce))],
            Contents = [.. frame.All("content").Select(section => ReadSecret(section, nonce))],
            BoundFiles = BoundFiles(frame["bound"]),
            Gaps = gaps.Length == 0 ? null : gaps,
            EngineId = frame["identity"] is { Status: 0 } identity && Lines(identity).LastOrDefault() is { IsEmpty: false } id ? Encoding.UTF8.GetString(id.Span) : null,
        };
    }

    private static IEnumerable<string> ProjectsOf(IEnumerable<ContainerSnapshot> containers) =>
        containers.Select(c => c.ComposeProject).OfType<string>().Where(ShellName.IsComposeProject).Distinct(StringComparer.Ordinal);

    private static DateTimeOffset Clock(FrameSection? section) =>
        section is not null && long.TryParse(section.Payload.AsSpan().Trim(" \r\n"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new UnexpectedContentException("the host's clock gives no time");

    /// <summary>
    /// What was listed has to be inspected, or named as gone: a container that got lost on the way must not look like
    /// one that does not exist.
    /// </summary>
    private static void RequireAll(FrameSection? section, IEnumerable<string> wanted, IEnumerable<string> found)
    {
        HashSet<string> missing = new(wanted, StringComparer.Ordinal);
        missing.ExceptWith(found);
        if (missing.Count == 0) return;
        var gone = string.Join('\n', Lines(section).Where(IsGone).Select(line => Encoding.UTF8.GetString(line.Span)));
        missing.RemoveWhere(id => gone.Contains(id, StringComparison.Ordinal));
        if (missing.Count > 0) throw new UnexpectedContentException($"nothing came of {missing.Count} of what was to be inspected");
    }

    /// <summary>
    /// Four lines say what was evaluated, and one whose files they are; what Compose printed follows, once or more often, with
    /// its status on a last line each. Where that line is missing there was too much of it.
    /// </summary>
    private static ComposeProjectSnapshot ReadCompose(FrameSection section, string nonce)
    {
        ReadOnlyMemory<byte> rest = section.Payload;
        var origin = new ComposeOrigin(NextLine(ref rest), NextLine(ref rest), NextLine(ref rest), NextLine(ref rest));
        var line = NextLine(ref rest).Split('%', 2);
        var places = line[0].Split('@', 2);
        return ComposeConfigParser.Parse(origin, ComposeEvaluation.ReadAll(rest, nonce)) with
        {
            OriginFiles = OriginFileParser.Parse(origin, places[0]), EvaluatedInstead = places.ElementAtOrDefault(1), OverrideBeside = line.ElementAtOrDefault(1),
        };
    }

    /// <summary>Lines of a time in seconds and a path. What is no time, or 0, is not known.</summary>
    private static SortedDictionary<string, DateTimeOffset>? BoundFiles(FrameSection? section)
    {
        SortedDictionary<string, DateTimeOffset> files = new(StringComparer.Ordinal);
        foreach (var line in Lines(section).Select(line => Encoding.UTF8.GetString(line.Span)))
        {
            if (line.Split(' ', 2) is [var seconds, ['/', ..] path] && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time is > 0 and <= LastSecond)
                files[path] = DateTimeOffset.FromUnixTimeSeconds(time);
        }

        return files.Count == 0 ? null : files;
    }

    private static HostFile ReadFile(FrameSection section)
    {
        ReadOnlyMemory<byte> rest = section.Payload;
        var path = NextLine(ref rest);
        return section.Status == 0
            ? new HostFile { Path = path, Exists = true, Content = rest.ToArray() }
            : new HostFile { Path = path, Exists = false };
    }

    private static SecretFile ReadSecret(FrameSection section, string nonce)
    {
        ReadOnlyMemory<byte> rest = section.Payload;
        var path = NextLine(ref rest);
        return SecretFile.Of(path, nonce, section.Status, Encoding.UTF8.GetString(rest.Span));
    }

    private static string NextLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        if (end < 0) throw new UnexpectedContentException("a section without its first lines");
        var line = Encoding.UTF8.GetString(rest.Span[..end]);
        rest = rest[(end + 1)..];
        return line;
    }

    /// <summary>The last line: a plugin may warn before it. What is no version is something else, and stays untold.</summary>
    private static string? ComposeVersionOf(FrameSection? compose) =>
        compose is { Status: 0 } && Lines(compose).LastOrDefault() is { IsEmpty: false } line ? ComposeVersion.Parse(line.Span) : null;

    /// <summary>What went away between listing and inspecting is simply no longer there.</summary>
    private static bool IsOnlyGone(FrameSection section) =>
        section.Status is GoneToDocker or GoneToPodman && Lines(section).Any(IsGone) &&
        Lines(section).All(line => IsRecord(line) || IsJson(line) || IsGone(line));

    private static bool IsGone(ReadOnlyMemory<byte> line)
    {
        if (IsRecord(line) || IsJson(line)) return false;
        var words = Encoding.UTF8.GetString(line.Span);
        return words.Contains("No such", StringComparison.OrdinalIgnoreCase) || words.EndsWith(": image not known", StringComparison.Ordinal);
    }

    /// <summary>An image id, which podman writes without its algorithm, and the container's JSON behind it.</summary>
    private static bool IsRecord(ReadOnlyMemory<byte> line)
    {
        var id = line.Span.StartsWith("sha256:"u8) ? line.Span["sha256:".Length..] : line.Span;
        return id.Length > ImageIdDigits && id[ImageIdDigits] == ' ' && id[..ImageIdDigits].IndexOfAnyExcept(HexDigits) < 0;
    }

    public static bool IsJson(ReadOnlyMemory<byte> line) => line.Span[0] == '{';

    public static IEnumerable<ReadOnlyMemory<byte>> Lines(FrameSection? section)
    {
        ReadOnlyMemory<byte> rest = section?.Payload ?? [];
        while (!rest.IsEmpty)
        {
            var length = rest.Span.IndexOf((byte)'\n');
            var line = length < 0 ? rest : rest[..length];
            if (!line.IsEmpty && !line.Span.StartsWith(PodmanRemark)) yield return line;
            rest = length < 0 ? default : rest[(length + 1)..];
        }
    }
}
