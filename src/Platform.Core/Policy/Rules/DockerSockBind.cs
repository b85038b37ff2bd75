using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>The container engine's socket in a container, by any way (R4.1).</summary>
internal sealed class DockerSockBind : ModuleRule
{
    private const string Why = "whoever takes over the container controls the host";

    // What clients look for an engine at. https://docs.docker.com/reference/cli/docker/#environment-variables
    private const string HostVariable = "DOCKER_HOST";

    private static readonly string[] Remote = ["tcp://", "http://", "https://", "ssh://"];

    public override string Id => "docker-sock-bind";

    public override PolicySeverity Severity => PolicySeverity.High;

    public override string Finds => "the engine's socket in a container, by whatever way; read-only protects nothing";

    public override bool IsAboutControl => true;

    public override IEnumerable<RuleMatch> Check(RuleInput input) => input.Runs.SelectMany(OfService);

    private static IEnumerable<RuleMatch> OfService(ServiceFacts service) =>
    [
        .. service.Mounts.Select(mount => OfMount(service, mount)).OfType<RuleMatch>(),
        .. service.Environment.Select(variable => OfVariable(service, variable)).OfType<RuleMatch>(),
        .. service.Words.Select(word => OfWord(service, word)).OfType<RuleMatch>(),
        .. OfApiSocket(service),
        .. service.ForeignVolumes.Select(from => OfContainer(service, from)),
    ];

    private static RuleMatch OfContainer(ServiceFacts service, TextFact from) => new(
        $"volumes_from {from.Text.Shown}", $"cannot tell whether {service.Said} has the engine's socket: it has the volumes of {from.Text.Shown}, which no compose file declares", from.Place)
    {
        Certainty = Certainty.CannotTell,
        GivesControl = true,
        IsLive = service.IsLive,
    };

    private static RuleMatch? OfMount(ServiceFacts service, MountFact mount)
    {
        var source = mount.Source.WithDefaults;
        var end = mount.Source.KnownEnd;
        var target = mount.Target.WithDefaults;
        var atSocket = target is not null && EngineSocket.IsSocket(target);
        string what;
        var certainty = Certainty.Yes;
        if (source is not null)
        {
            var path = mount.Path ?? source;
            if (EngineSocket.IsSocket(path)) what = $"{service.Said} has the engine's socket {path}";
            else if (EngineSocket.Reaches(path)) what = $"{service.Said} has {path} of the host, and the engine's socket in it";
            else if (atSocket) what = $"{service.Said} has {path} at {target}, where clients look for the engine's socket";
            else return null;
        }
        else
        {
            var names = Told.Names(mount.Source);
            if (EngineSocket.IsSocket(end)) what = $"{service.Said} has the engine's socket, …{end}";
            else if (atSocket) what = $"{service.Said} has what {names} names at {target}, where clients look for the engine's socket; which socket it is cannot be told here";
            else if (IsOfSomeUser(mount)) what = $"{service.Said} has {mount.Source.KnownStart}…{end} of the host, and the engine's socket in it";
            else if (Suspects(mount, end, target))
            {
                what = $"cannot tell whether {service.Said} has the engine's socket: {names} decides what is mounted at {target ?? "its target"}";
                certainty = Certainty.CannotTell;
            }
            else return null;
        }

        var readOnly = mount.IsReadOnly ? "; read-only protects nothing, for a socket takes every request" : "";
        var message = certainty is Certainty.Yes ? $"{what} ({mount.How}): {Why}{readOnly}{Told.Unless(mount.Source)}" : $"{what}{readOnly}";
        return new RuleMatch($"mount {(source is null ? Written(mount) : mount.Path ?? source)}", message, mount.Place) { Certainty = certainty, GivesControl = true, IsLive = service.IsLive };
    }

    /// <summary>A variable may hold anything: one is suspect that could end as a socket's path does, or is named for it, or goes where sockets are.</summary>
    private static bool Suspects(MountFact mount, string end, string? target)
    {
        var start = mount.Source.KnownStart;
        if (start.Length > 0 || (end.Length > 0 && end != "/")) return EngineSocket.MayBe(start, end);
        return target is not null && EngineSocket.Reaches(target) || mount.Source.Variables.Any(name =>
            name.Contains("SOCK", StringComparison.OrdinalIgnoreCase) || name.Contains("DOCKER", StringComparison.OrdinalIgnoreCase) || name.Contains("RUNTIME_DIR", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary><c>/run/user/${UID}</c> has the socket in it, whatever user that is.</summary>
    private static bool IsOfSomeUser(MountFact mount) => mount.Source.KnownStart is { Length: > 0 } start && EngineSocket.Reaches($"{start}x{mount.Source.KnownEnd}");

    private static string Written(MountFact mount) => $"{string.Join(' ', mount.Source.Variables)}:{mount.Source.KnownEnd}";

    private static RuleMatch? OfVariable(ServiceFacts service, VariableFact variable)
    {
        if (variable.Value is not { } value) return null;
        var isHost = variable.Name == HostVariable;
        var certainty = Told.Of(value, text => isHost ? IsRemote(text) : IsEngineAddress(text));
        // An address that depends on a variable (tcp://${PROXY}:2375) is one over the network whatever it is.
        if (certainty is Certainty.CannotTell && value.Parts is [{ Variable: null } first, ..] && (isHost ? IsRemote(first.Literal) : IsEngineAddress(first.Literal + "x" + value.KnownEnd))) certainty = Certainty.Yes;
        if (certainty is Certainty.No || (certainty is Certainty.CannotTell && !isHost)) return null;
        var message = certainty is Certainty.Yes
            ? $"{service.Said} reaches a container engine over the network by {variable.Name}: {Why} behind that address, as far as a proxy lets its requests pass{Told.Unless(value)}"
            : $"cannot tell whether {service.Said} reaches a container engine: {Told.Names(value)} decides {variable.Name}";
        return new RuleMatch($"{variable.Key} {variable.Name}", message, variable.Place) { Certainty = certainty, GivesControl = true, IsLive = service.IsLive };
    }

    private static RuleMatch? OfWord(ServiceFacts service, TextFact word)
    {
        if (word.Text.WithDefaults is not { } text || !text.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries).Any(IsEngineAddress)) return null;
        return new RuleMatch(
            "command tcp", $"{service.Said} reaches a container engine over the network by its command: {Why} behind that address, as far as a proxy lets its requests pass", word.Place)
        {
            GivesControl = true,
            IsLive = service.IsLive,
        };
    }

    // https://docs.docker.com/reference/compose-file/services/#use_api_socket
    private static IEnumerable<RuleMatch> OfApiSocket(ServiceFacts service)
    {
        if (service.ApiSocket is not { } socket) yield break;
        var certainty = Told.Of(socket.Text, YamlWord.IsTrue);
        if (certainty is Certainty.No) yield break;
        var message = certainty is Certainty.Yes
            ? $"{service.Said} has the engine's socket by use_api_socket, and the operator's registry logins with it: {Why}"
            : $"cannot tell whether {service.Said} has the engine's socket: {Told.Names(socket.Text)} decides use_api_socket";
        yield return new RuleMatch("use_api_socket", message, socket.Place) { Certainty = certainty, GivesControl = true, IsLive = service.IsLive };
    }

    private static bool IsRemote(string address) => Remote.Any(scheme => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>Docker's own ports over tcp, which need no name to say what is there.</summary>
    private static bool IsEngineAddress(string address) =>
        address.StartsWith("tcp://", StringComparison.OrdinalIgnoreCase) && (address.TrimEnd('/').EndsWith(":2375", StringComparison.Ordinal) || address.TrimEnd('/').EndsWith(":2376", StringComparison.Ordinal));
}
