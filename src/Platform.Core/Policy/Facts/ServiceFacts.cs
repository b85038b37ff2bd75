using Platform.Compose;
using Platform.Diagnostics;

namespace Platform.Policy.Facts;

/// <summary>How a service is, or its container: what rules judge, each with its place. Lists are empty where nothing is said.</summary>
internal sealed record ServiceFacts
{
    /// <summary>What messages call it: <c>service redis</c>, <c>container home-platform-redis-1</c>.</summary>
    public required string Said { get; init; }

    /// <summary>Where the service stands; of a container, where the manifest names its service.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Whether this is what a host runs. Then there are no variables, and values of the environment are not known.</summary>
    public bool IsLive { get; init; }

    public TextFact? Image { get; init; }

    /// <summary>Whether its image is built from a folder.</summary>
    public bool IsBuilt { get; init; }

    public IReadOnlyList<MountFact> Mounts { get; init; } = [];

    /// <summary>Containers of no file whose volumes it has: <c>container:x</c>.</summary>
    public IReadOnlyList<TextFact> ForeignVolumes { get; init; } = [];

    public IReadOnlyList<PortFact> Ports { get; init; } = [];

    /// <summary>Its environment, that of <c>env_file</c> included, each name once.</summary>
    public IReadOnlyList<VariableFact> Environment { get; init; } = [];

    /// <summary>Other keys with values: labels, arguments of its build, content of its secrets, options of its volumes.</summary>
    public IReadOnlyList<VariableFact> OtherValues { get; init; } = [];

    /// <summary>Names of the secrets that it is granted.</summary>
    public IReadOnlyList<string> GrantedSecrets { get; init; } = [];

    /// <summary>Every variable that stands anywhere in it.</summary>
    public IReadOnlyList<string> VariablesUsed { get; init; } = [];

    /// <summary>The words of its command and entrypoint.</summary>
    public IReadOnlyList<TextFact> Words { get; init; } = [];

    /// <summary>The words of the test of its health check.</summary>
    public IReadOnlyList<TextFact> HealthcheckWords { get; init; } = [];

    /// <summary>Its namespaces by key (<c>pid</c>, <c>network_mode</c>), as far as they are said.</summary>
    public IReadOnlyList<KeyFact> Namespaces { get; init; } = [];

    /// <summary>Capabilities that are added, as written.</summary>
    public IReadOnlyList<TextFact> Capabilities { get; init; } = [];

    /// <summary>Devices of the host, and rules for kinds of them.</summary>
    public IReadOnlyList<KeyFact> Devices { get; init; } = [];

    public IReadOnlyList<TextFact> SecurityOptions { get; init; } = [];

    /// <summary>What makes it privileged, with its key: <c>privileged</c>, or a hook that is.</summary>
    public IReadOnlyList<KeyFact> Privileged { get; init; } = [];

    /// <summary><c>use_api_socket</c>; null where it is not said.</summary>
    public TextFact? ApiSocket { get; init; }

    /// <summary>That of the service. An image may have one of its own, which only a host knows.</summary>
    public Presence Healthcheck { get; init; }

    public Presence RestartPolicy { get; init; }

    public Presence Limits { get; init; }

    /// <summary>Digests that the host knows for the image's repository; null where no host was asked.</summary>
    public IReadOnlyList<string>? LiveDigests { get; init; }
}

/// <summary>Whether something is said.</summary>
internal enum Presence
{
    Absent,
    Present,

    /// <summary>It is said that there is none.</summary>
    TurnedOff,
}

/// <summary>A text.</summary>
/// <param name="Text">It.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record TextFact(ComposeText Text, SourcePlace Place);

/// <summary>A text under a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Text">Its value.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record KeyFact(string Key, ComposeText Text, SourcePlace Place);

/// <summary>Something of the host, or a volume, in the container.</summary>
/// <param name="Source">The path on the host, as written.</param>
/// <param name="Target">The place in the container, as written.</param>
/// <param name="IsReadOnly">Whether the container may only read it.</param>
/// <param name="How">How it is said: <c>volumes</c>, <c>volume data</c>, <c>configs</c>.</param>
/// <param name="Place">Where it is said.</param>
internal sealed record MountFact(ComposeText Source, ComposeText Target, bool IsReadOnly, string How, SourcePlace Place)
{
    /// <summary>How many folders below the platform root the folder lies that a relative source is relative to.</summary>
    public int Depth { get; init; }

    /// <summary>The path on the host, as <see cref="HostPath.Absolute"/> has it; null for one in the platform root, or where a variable decides.</summary>
    public string? Path => Source.WithDefaults is { } source ? HostPath.Absolute(source, Depth) : null;
}

/// <summary>A published port.</summary>
/// <param name="HostAddress">The address of the host; null where none is named, which means all of them.</param>
/// <param name="Written">The whole, for a message: <c>8080:80</c>.</param>
/// <param name="Subject">What stays the same when the file is written otherwise: <c>80/tcp</c>.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record PortFact(ComposeText? HostAddress, string Written, string Subject, SourcePlace Place);

/// <summary>A named value. It may be a secret: it is looked at, and never shown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What is written; null where it comes from elsewhere, or is not known.</param>
/// <param name="Key">What it stands under: <c>environment</c>, <c>env_file</c>, <c>labels</c>, <c>build.args</c>, <c>secrets</c>.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record VariableFact(string Name, ComposeText? Value, string Key, SourcePlace Place);
