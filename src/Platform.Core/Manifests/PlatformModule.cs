namespace Platform.Manifests;

/// <summary>One deployable service, as its <c>modules/&lt;id&gt;/module.yaml</c> declares it.</summary>
/// <remarks>
/// What is desired (<see cref="Artifact"/>) and what an audit recorded (<see cref="ModuleRuntime.ImageObserved"/>) are
/// kept apart; neither is filled in from the other.
/// </remarks>
public sealed record PlatformModule
{
    /// <summary>Equals the name of the module's folder.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>For instance <c>0-platform-substrate</c>.</summary>
    public required string Tier { get; init; }

    public required string Owner { get; init; }

    /// <summary>Same as <c>Runtime.Host</c>; here because it is what people filter and group by.</summary>
    public string Host => Runtime.Host;

    public required ModuleRuntime Runtime { get; init; }

    /// <summary>Whether somebody else runs the module: it is shown, and never compared. Nobody asks its host.</summary>
    public bool IsExternal => Runtime.Orchestrator is Orchestrator.External;

    /// <summary>What a user gets from the module (R1.2); null where the manifest does not say.</summary>
    public string? UserFacingOutcome { get; init; }

    public IReadOnlyList<string> AcceptanceCriteria { get; init; } = [];

    public ModuleSource? Source { get; init; }

    /// <summary>The artifact the platform intends to run; null where none is declared.</summary>
    public ModuleArtifact? Artifact { get; init; }

    public ModuleSecrets? Secrets { get; init; }

    public ModuleRisk? Risk { get; init; }

    public ModuleOperations? Operations { get; init; }

    /// <summary>JSON Pointers of the values that begin with <c>TODO:</c>, in the order of the file: what nobody has written yet.</summary>
    public IReadOnlyList<string> Todo { get; init; } = [];

    /// <summary>Absolute path of the manifest.</summary>
    public required string Path { get; init; }

    /// <summary>Absolute path of the platform root, which <c>compose_file</c> is relative to.</summary>
    public required string Root { get; init; }

    /// <summary>Where each fact stands in the manifest.</summary>
    internal ModulePlaces Places { get; init; } = ModulePlaces.None;

    public override string ToString() => Id;
}

/// <summary><c>spec.runtime</c>: where and how the module runs.</summary>
public sealed record ModuleRuntime
{
    public required string Host { get; init; }

    public required Orchestrator Orchestrator { get; init; }

    /// <summary>The declared project, else the default of the host in <c>hosts.yaml</c>, else <c>home-platform</c>.</summary>
    public required string ComposeProject { get; init; }

    /// <summary>Path of the compose file relative to the platform root; null for external modules.</summary>
    public string? ComposeFile { get; init; }

    /// <summary>Null for external modules.</summary>
    public string? ComposeService { get; init; }

    /// <summary>The declared name, else <c>&lt;project&gt;-&lt;service&gt;-1</c> (R2.2). Of an external module the declared one, by which its container is known; null where it declares none.</summary>
    public string? ContainerName { get; init; }

    public DesiredState DesiredState { get; init; }

    public Statefulness? Statefulness { get; init; }

    public ImageBuild? ImageBuild { get; init; }

    /// <summary>The reference an audit saw; what is recorded, not what is desired.</summary>
    public string? ImageObserved { get; init; }

    public bool? ImageDigestPinnedInCompose { get; init; }

    /// <summary>When the audit was made, UTC.</summary>
    public DateTimeOffset? ImageAuditTs { get; init; }

    public override string ToString() => Orchestrator is Orchestrator.External ? $"external on {Host}" : $"{ContainerName} on {Host}";
}

/// <summary>Who runs the module.</summary>
public enum Orchestrator
{
    DockerCompose,

    /// <summary>Somebody else: the module is shown, never compared.</summary>
    External,
}

public enum DesiredState
{
    Running,

    /// <summary>Stopped on purpose.</summary>
    Stopped,

    /// <summary>A job, such as a migration, that has ended with exit status 0.</summary>
    Completed,
}

public enum Statefulness
{
    Stateless,
    Stateful,
}

public enum ImageBuild
{
    Upstream,
    Local,
}
