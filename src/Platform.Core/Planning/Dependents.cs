using Platform.Compose;
using Platform.Docker;
using Platform.Drift;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Planning;

/// <summary>
/// The containers that do not outlive another: they share its network, pid or ipc namespace, which dies with it, have its
/// volumes or a link to it, or are to be restarted with it. Compose replaces them where it is told to replace all; a plan
/// replaces one service at a time and has to name them. Pure.
/// </summary>
internal static class Dependents
{
    /// <summary>Why a container is recreated in which nothing differs.</summary>
    public const string Reason = "DEPENDENCY_REPLACED";

    /// <summary>Those of a module's container, and theirs in turn.</summary>
    /// <param name="module">A module whose container is made, or recreated.</param>
    /// <param name="snapshot">Its host.</param>
    /// <param name="file">Its compose file in the root; null where there is none to be read.</param>
    public static IReadOnlyList<ContainerSnapshot> Of(PlatformModule module, HostSnapshot snapshot, ComposeDefinition? file)
    {
        List<ContainerSnapshot> found = [];
        Queue<(string? Id, string? Service)> owners = new();
        foreach (var container in snapshot.Containers.Where(c => ContainerMatch.IsOf(c, module.Runtime))) owners.Enqueue((container.Id, null));
        owners.Enqueue((null, module.Runtime.ComposeService));
        while (owners.TryDequeue(out var owner))
        {
            foreach (var container in snapshot.Containers.Where(c => !c.IsOneOff && !ContainerMatch.IsOf(c, module.Runtime) && !found.Contains(c) && (SharesWith(c, owner.Id) || DependsOn(c, owner.Service))))
            {
                found.Add(container);
                owners.Enqueue((container.Id, container.ComposeProject == module.Runtime.ComposeProject ? container.ComposeService : null));
            }
        }

        return found;

        bool DependsOn(ContainerSnapshot container, string? service) =>
            service is not null && container.ComposeProject == module.Runtime.ComposeProject && container.ComposeService is { } own && file?.StandsOn(own, service) is true;
    }

    /// <summary>Whether a container has the network, the pid or the ipc namespace of another.</summary>
    /// <param name="container">The one.</param>
    /// <param name="id">The id of the other; null for none.</param>
    public static bool SharesWith(ContainerSnapshot container, string? id) =>
        id is not null && ComposeDefinition.Namespaces.Any(key => container.Configuration.Settings?.GetValueOrDefault(key) == SharedMode.OfContainer + id);
}
