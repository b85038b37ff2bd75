using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>The containers that stand for a module on its host.</summary>
/// <param name="Container">The one that is compared; null where there is none.</param>
/// <param name="Others">More containers of the same service: duplicates, or replicas nobody declared.</param>
/// <param name="Impostor">A container that has the module's name but is not the one its labels point to.</param>
internal sealed record ContainerMatch(
    ContainerSnapshot? Container, IReadOnlyList<ContainerSnapshot> Others, ContainerSnapshot? Impostor)
{
    /// <summary>The container and the others of its service.</summary>
    public IReadOnlyList<ContainerSnapshot> OfService => Container is null ? [] : [Container, .. Others];

    /// <summary>Every container that the module's result tells of.</summary>
    public IEnumerable<ContainerSnapshot> All => Impostor is null ? OfService : [.. OfService, Impostor];

    /// <summary>
    /// Labels say what a container is, the name only what it is called: the labels are asked first. Containers of
    /// <c>docker compose run</c> carry the labels of a service without standing for it.
    /// </summary>
    public static ContainerMatch Find(ModuleRuntime runtime, HostSnapshot snapshot)
    {
        var ofService = snapshot.Containers
            .Where(c => !c.IsOneOff && IsOf(c, runtime))
            .OrderByDescending(c => HasName(c, runtime))
            .ThenBy(c => c.ComposeNumber ?? int.MaxValue)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .ToArray();
        var named = snapshot.Containers.FirstOrDefault(c => HasName(c, runtime));
        return ofService switch
        {
            [] => new ContainerMatch(named, [], null),
            [var first, .. var rest] => new ContainerMatch(first, rest, named is null || IsOf(named, runtime) ? null : named),
        };
    }

    /// <summary>Whether its labels say that a container is of the module's service.</summary>
    public static bool IsOf(ContainerSnapshot container, ModuleRuntime runtime) =>
        string.Equals(container.ComposeProject, runtime.ComposeProject, StringComparison.Ordinal) &&
        string.Equals(container.ComposeService, runtime.ComposeService, StringComparison.Ordinal);

    private static bool HasName(ContainerSnapshot container, ModuleRuntime runtime) =>
        string.Equals(container.Name, runtime.ContainerName, StringComparison.Ordinal);
}
