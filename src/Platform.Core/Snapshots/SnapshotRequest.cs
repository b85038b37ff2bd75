using Platform.Shell;

namespace Platform.Snapshots;

/// <summary>The compose file of the root that declares a service.</summary>
/// <param name="Project">The Compose project.</param>
/// <param name="Service">The service.</param>
/// <param name="File">Relative to the root.</param>
public sealed record ServiceFile(string Project, string Service, string File)
{
    /// <summary><c>project/service=file</c>, as the script takes it.</summary>
    public override string ToString() => $"{Project}/{Service}={File}";

    internal static bool IsChecked(string text) => IsChecked(text, ShellName.IsRelativePath);

    internal static bool IsChecked(string text, Func<string, bool> isPath) =>
        text.Split(['/', '='], 3) is [var project, var service, var file] && ShellName.IsComposeProject(project) && ShellName.IsComposeService(service) && isPath(file);
}

/// <summary>A variable from which a project gives its containers content.</summary>
/// <param name="Project">The Compose project.</param>
/// <param name="Name">The variable, as a compose file has it in <c>environment</c> of a config or a secret.</param>
internal sealed record ProjectVariable(string Project, string Name)
{
    /// <summary><c>project=NAME</c>, as the script takes it.</summary>
    public override string ToString() => $"{Project}={Name}";

    public static bool IsChecked(string text) => text.Split('=', 2) is [var project, var name] && ShellName.IsComposeProject(project) && ShellName.IsVariable(name);
}

/// <summary>What one round trip asks of a host.</summary>
public sealed record SnapshotRequest
{
    /// <summary>Asks for the engine alone: is it there, and which versions.</summary>
    public static SnapshotRequest Probe { get; } = new() { Projects = [], ContainerNames = [], WithComposeVersion = true };

    /// <summary>Whether it asks for more than the engine.</summary>
    internal bool AsksForContainers => AllContainers || Projects.Count > 0 || ContainerNames.Count > 0;

    /// <summary>Asks for each container of the host, whatever project it is of, or none.</summary>
    public static SnapshotRequest All { get; } = new() { Projects = [], ContainerNames = [], AllContainers = true };

    /// <summary>Containers of all projects are wanted, and those of none.</summary>
    public bool AllContainers { get; init; }

    /// <summary>With <see cref="AllContainers"/>: what the compose files of all these projects say is wanted as well.</summary>
    public bool AllProjects { get; init; }

    /// <summary>What else runs is wanted by name, project, service and image alone, which costs the host nothing.</summary>
    internal bool WithOthers { get; init; }

    /// <summary>The content of the compose files is wanted that the containers were started from, wherever on the host they lie.</summary>
    internal bool WithSources { get; init; }

    /// <summary>Compose projects whose containers are wanted, with what their compose files say on the host.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>
    /// Names wanted wherever they belong, so that a container found by name whose labels disagree can be told.
    /// </summary>
    public required IReadOnlyList<string> ContainerNames { get; init; }

    /// <summary>Services whose compose files are to be evaluated; none means all of the projects.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Compose files of the root, relative to it, wanted as the host has them below its <c>platform_dir</c>.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Files of the root, relative to it, whose content stays on the host: a keyed fingerprint of each is wanted.</summary>
    public IReadOnlyList<string> SecretFiles { get; init; } = [];

    /// <summary>The file of <see cref="Files"/> that declares a service, for containers whose own files are gone.</summary>
    public IReadOnlyList<ServiceFile> Owners { get; init; } = [];

    /// <summary>Absolute paths in the containers of a service, at which content of the compose file itself is: a keyed fingerprint of each is wanted.</summary>
    internal IReadOnlyList<ServiceFile> Contents { get; init; } = [];

    /// <summary>Variables from which that content comes, whose values are wanted as Compose on the host has them.</summary>
    internal IReadOnlyList<ProjectVariable> Variables { get; init; } = [];

    /// <summary>Asks for what the engine calls itself, which keys the fingerprints of a plan and costs one more process on the host.</summary>
    public bool WithEngineId { get; init; }

    /// <summary>Asks for Compose's version too, which costs one more process on the host.</summary>
    public bool WithComposeVersion { get; init; }
}
