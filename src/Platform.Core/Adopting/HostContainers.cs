using Platform.Drift;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Adopting;

/// <summary>Everything that hosts run, declared or not: one round trip a host, read-only. Pure but for the look itself.</summary>
/// <param name="catalog">All modules of the root, and where its hosts are.</param>
public sealed class HostContainers(ModuleCatalog catalog)
{
    /// <summary>A question to a host, whether or not it has modules.</summary>
    public HostQuestion Ask(string host) => HostQuestion.Ask(catalog.Inventory, host, SnapshotRequest.All);

    /// <summary>The same, with the compose files that the containers were started from.</summary>
    internal HostQuestion AskWithSources(string host) => HostQuestion.Ask(catalog.Inventory, host, SnapshotRequest.All with { WithSources = true });

    /// <summary>The containers of a host that was seen, by project, then by service, then by name; those without a project last. None of one that was not.</summary>
    public IReadOnlyList<HostContainer> Of(HostObservation observation)
    {
        if (observation.Snapshot is not { } snapshot) return [];
        var declared = DeclaredContainers.Of(snapshot, catalog.Modules);
        return
        [
            .. snapshot.Containers
                .Select(container => Of(container, declared.ModuleOf(container), snapshot, observation.IsRecorded))
                .OrderBy(c => c.Project is null).ThenBy(c => c.Project, StringComparer.Ordinal).ThenBy(c => c.Service, StringComparer.Ordinal).ThenBy(c => c.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>What a recorded snapshot lacks, as a sentence; null where it has all containers, or the host itself was asked.</summary>
    public static string? GapOf(HostObservation observation) => observation is { IsRecorded: true, Snapshot: { AllContainers: false } snapshot }
        ? $"{observation.Host}: the recorded snapshot has the containers of {(snapshot.Projects.Count == 0 ? "no project" : string.Join(", ", snapshot.Projects))} alone; 'platformctl snapshot {observation.Host} --all' of the live host has them all"
        : null;

    private static HostContainer Of(ContainerSnapshot container, PlatformModule? module, HostSnapshot snapshot, bool isRecorded)
    {
        var image = snapshot.Images.FirstOrDefault(i => string.Equals(i.Id, container.ImageId, StringComparison.Ordinal));
        var aliases = snapshot.Conventions.Aliases;
        return new HostContainer
        {
            Host = snapshot.Host,
            Name = container.Name,
            Project = container.ComposeProject,
            Service = container.ComposeService,
            Module = module?.Id,
            Tier = module?.Tier,
            Status = container.State.Status,
            Health = container.State.Health,
            ExitCode = container.State.Status is ContainerStatus.Exited or ContainerStatus.Dead or ContainerStatus.Restarting ? container.State.ExitCode : null,
            Image = container.ImageReference,
            ImageId = container.ImageId,
            Digests = image is not null && aliases.TryParse(container.ImageReference, out var reference) ? image.DigestsIn(reference.Identity, aliases) : [],
            Ports = container.Configuration.Ports,
            Mounts = [.. container.Configuration.Mounts.Select(mount => mount.ToString())],
            ComposeFiles = container.Configuration.Origin?.ConfigFiles,
            OneOff = container.IsOneOff,
            Id = container.Id,
            CreatedAt = container.CreatedAt,
            ObservedAt = snapshot.ObservedAt,
            Recorded = isRecorded,
        };
    }
}
