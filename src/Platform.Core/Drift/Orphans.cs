using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>Containers of declared projects that no module of the fleet declares on their host.</summary>
internal static class Orphans
{
    /// <param name="observation">A host that was seen.</param>
    /// <param name="modules">All modules of the host: with some of them, every container of the others would be an orphan.</param>
    /// <param name="now">The operator's time.</param>
    /// <param name="fleet">Gives all modules of the root, which are asked for where one may declare the container on another host; null where <paramref name="modules"/> are all.</param>
    public static IEnumerable<ModuleDrift> Find(HostObservation observation, IReadOnlyList<PlatformModule> modules, DateTimeOffset now, Func<IReadOnlyList<PlatformModule>>? fleet = null)
    {
        if (observation.Snapshot is not { } snapshot) yield break;
        var declared = DeclaredContainers.Of(snapshot, modules);
        foreach (var container in snapshot.Containers)
        {
            // No label hides a container: what no module's result shows is shown here.
            if (container.ComposeProject is null || !IsOfDeclared(container.ComposeProject, snapshot, declared) || declared.ModuleOf(container) is not null) continue;

            yield return Orphan(container, observation, snapshot, (fleet?.Invoke() ?? modules).FirstOrDefault(m => m.Host != observation.Host && Declares(m, container)), now);
        }
    }

    /// <summary>A snapshot of all containers has projects that nobody declares; any other was made for those that were declared then.</summary>
    private static bool IsOfDeclared(string project, HostSnapshot snapshot, DeclaredContainers declared) =>
        declared.Projects.Contains(project) || (!snapshot.AllContainers && snapshot.Projects.Contains(project, StringComparer.Ordinal));

    private static bool Declares(PlatformModule module, ContainerSnapshot container) =>
        module.Runtime.ComposeProject == container.ComposeProject && module.Runtime.ComposeService == container.ComposeService;

    private static ModuleDrift Orphan(
        ContainerSnapshot container, HostObservation observation, HostSnapshot snapshot, PlatformModule? elsewhere, DateTimeOffset now)
    {
        var whose = container.IsOneOff ? "it is one of 'docker compose run', or says so, and belongs to no service"
            : elsewhere is null ? "no module declares it"
            : $"module {elsewhere.Id} declares it on {elsewhere.Host}";
        return new ModuleDrift
        {
            Module = null,
            Host = observation.Host,
            Status = DriftStatus.Drifted,
            Desired = null,
            Live = new LiveFacts([LiveContainer.Of(container)]),
            Findings =
            [
                new DriftFinding(
                    FindingCode.ContainerOrphaned, FindingSeverity.Drift, "container", null, container.Name,
                    $"container {container.Name} of project {container.ComposeProject}, service {container.ComposeService}: {whose}"),
            ],
            ObservedAt = snapshot.ObservedAt,
            SnapshotAge = observation.IsRecorded ? now - snapshot.ObservedAt : null,
        };
    }
}
