using Platform.Docker;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>Containers that no module declares, of projects that none declares: for information, and no drift.</summary>
internal static class Undeclared
{
    /// <param name="observation">A host that was seen.</param>
    /// <param name="fleet">All modules of the root: with some of them, every container of the others would be undeclared.</param>
    /// <param name="now">The operator's time.</param>
    public static IEnumerable<ModuleDrift> Find(HostObservation observation, IReadOnlyList<PlatformModule> fleet, DateTimeOffset now)
    {
        if (observation.Snapshot is not { } snapshot) yield break;
        var declared = DeclaredContainers.Of(snapshot, fleet);
        foreach (var other in snapshot.Others ?? [])
            if (declared.ExternalModuleOf(other.Name) is null) yield return Result(Live(other), observation, snapshot, now);
        if (!snapshot.AllContainers) yield break;
        foreach (var container in snapshot.Containers)
        {
            if (declared.ModuleOf(container) is not null || (container.ComposeProject is { } project && declared.Projects.Contains(project))) continue;
            yield return Result(LiveContainer.Of(container), observation, snapshot, now);
        }
    }

    private static LiveContainer Live(ListedContainer other) =>
        new(other.Name, other.Id, ContainerStatus.Unknown, HealthStatus.None, other.Image, "", [], DigestCertainty.NotProven) { ComposeProject = other.Project, ComposeService = other.Service };

    private static ModuleDrift Result(LiveContainer live, HostObservation observation, HostSnapshot snapshot, DateTimeOffset now) => new()
    {
        Module = null,
        Host = observation.Host,
        Status = DriftStatus.Skipped,
        Desired = null,
        Live = new LiveFacts([live]),
        Findings =
        [
            new DriftFinding(
                FindingCode.ContainerUndeclared, FindingSeverity.Information, "container", null, live.ContainerName,
                $"no module declares container {live.ContainerName}{(live.ComposeProject is null ? ", which Compose did not start" : $" of project {live.ComposeProject}, service {live.ComposeService}")}; platformctl adopt {observation.Host} writes a manifest for it"),
        ],
        ObservedAt = snapshot.ObservedAt,
        SnapshotAge = observation.IsRecorded ? now - snapshot.ObservedAt : null,
    };
}
