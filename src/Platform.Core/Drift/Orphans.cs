using Platform.Docker;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>Containers of declared projects that no module of the fleet declares on their host.</summary>
internal static class Orphans
{
    /// <param name="observation">A host that was seen.</param>
    /// <param name="fleet">All modules of the root: with some of them, every container of the others would be an orphan.</param>
    /// <param name="now">The operator's time.</param>
    public static IEnumerable<ModuleDrift> Find(HostObservation observation, IReadOnlyList<PlatformModule> fleet, DateTimeOffset now)
    {
        if (observation.Snapshot is not { } snapshot) yield break;
        HashSet<ContainerSnapshot> shown = new(ReferenceEqualityComparer.Instance);
        foreach (var module in fleet.Where(m => m.Host == observation.Host && !m.IsExternal))
            shown.UnionWith(ContainerMatch.Find(module.Runtime, snapshot).All);
        var projects = snapshot.Projects.ToHashSet(StringComparer.Ordinal);
        foreach (var container in snapshot.Containers)
        {
            // No label hides a container: what no module's result shows is shown here.
            if (container.ComposeProject is null || !projects.Contains(container.ComposeProject) || shown.Contains(container)) continue;

            yield return Orphan(container, observation, snapshot, fleet.FirstOrDefault(m => m.Host != observation.Host && Declares(m, container)), now);
        }
    }

    private static bool Declares(PlatformModule module, ContainerSnapshot container) =>
        module.Runtime.ComposeProject == container.ComposeProject && module.Runtime.ComposeService == container.ComposeService;

    private static ModuleDrift Orphan(
        ContainerSnapshot container, HostObservation observation, HostSnapshot snapshot, PlatformModule? elsewhere, DateTimeOffset now)
    {
        var whose = container.IsOneOff ? "it is one of 'docker compose run', or says so, and stands for no service"
            : elsewhere is null ? "no module declares it"
            : $"module {elsewhere.Id} declares it on {elsewhere.Host}";
        return new ModuleDrift
        {
            Module = null,
            Host = observation.Host,
            Status = DriftStatus.Drifted,
            Desired = null,
            Live = new LiveFacts([new LiveContainer(
                container.Name, container.Id, container.State.Status, container.State.Health, container.ImageReference,
                container.ImageId, [], DigestCertainty.NotProven)]),
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
