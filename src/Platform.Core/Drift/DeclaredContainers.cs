using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>Which containers of a host stand for modules, and for which.</summary>
internal sealed class DeclaredContainers
{
    private readonly Dictionary<ContainerSnapshot, PlatformModule> _modules = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, PlatformModule> _external = new(StringComparer.Ordinal);

    private DeclaredContainers(IEnumerable<string> projects) => Projects = projects.ToHashSet(StringComparer.Ordinal);

    /// <summary>The Compose projects of the host's modules.</summary>
    public IReadOnlySet<string> Projects { get; }

    /// <param name="snapshot">What a host runs.</param>
    /// <param name="fleet">All modules of the root.</param>
    public static DeclaredContainers Of(HostSnapshot snapshot, IReadOnlyList<PlatformModule> fleet)
    {
        PlatformModule[] ours = [.. fleet.Where(m => m.Host == snapshot.Host)];
        PlatformModule[] composed = [.. ours.Where(m => m.Runtime.Orchestrator is not Orchestrator.External)];
        var declared = new DeclaredContainers(composed.Select(m => m.Runtime.ComposeProject));
        foreach (var module in composed)
            foreach (var container in ContainerMatch.Find(module.Runtime, snapshot).All) declared._modules.TryAdd(container, module);
        foreach (var module in ours.Except(composed))
            if (module.Runtime.ContainerName is { } name) declared._external.TryAdd(name, module);
        return declared;
    }

    /// <summary>The module that a container stands for; null where it stands for none. Of an external module that is the one that it names.</summary>
    public PlatformModule? ModuleOf(ContainerSnapshot container) => _modules.GetValueOrDefault(container) ?? ExternalModuleOf(container.Name);

    /// <summary>The external module that names a container; null where none does.</summary>
    public PlatformModule? ExternalModuleOf(string container) => _external.GetValueOrDefault(container);
}
