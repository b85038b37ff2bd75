using Platform.Drift;
using Platform.Manifests;
using Platform.Planning;
using Platform.Snapshots;

namespace Platform.Applying;

/// <summary>A look at a host for one plan: its modules compared, and what it remembers of the plan.</summary>
/// <param name="Observation">What was seen.</param>
/// <param name="Modules">The comparison of each module of the plan, by id.</param>
/// <param name="Record">What the host remembers.</param>
internal sealed record HostLook(HostObservation Observation, IReadOnlyDictionary<string, ModuleDrift> Modules, HostRecord Record)
{
    public HostSnapshot Snapshot { get; } = Observation.Snapshot ?? throw new ArgumentException("nothing was seen", nameof(Observation));

    /// <summary>What to ask: the modules and the record, in one round trip.</summary>
    public static SnapshotRequest Request(string planId, IReadOnlyCollection<PlatformModule> modules, PlanHost planned, Func<PlatformModule, byte[]?> composeFileOf)
    {
        var request = DriftCheck.RequestFor(modules, root: null);
        var orphans = planned.Modules.Where(m => m.Module is null).Select(m => m.Name).OfType<string>();
        return DriftCheck.WithContents(request, modules, composeFileOf) with
        {
            WithEngineId = true,
            Files = [.. request.Files, HostFolder.RecordOf(planId)],
            ContainerNames = [.. request.ContainerNames.Concat(orphans).Distinct(StringComparer.Ordinal)],
        };
    }

    public static HostLook Of(string planId, IEnumerable<PlatformModule> modules, HostObservation observation, Func<PlatformModule, byte[]?> composeFileOf, DateTimeOffset now)
    {
        return new HostLook(
            observation,
            modules.ToDictionary(m => m.Id, m => DriftComparer.Compare(m, observation, composeFileOf(m), now), StringComparer.Ordinal),
            HostRecord.Parse(observation.Snapshot?.Files.FirstOrDefault(f => f.Path == HostFolder.RecordOf(planId))?.Content));
    }

    /// <summary>The comparison of a change's module; null for a container that no module declares.</summary>
    public ModuleDrift? ModuleOf(PlanChange change) => change.Module is { } id ? Modules.GetValueOrDefault(id) : null;

    /// <summary>What is seen of a planned module now.</summary>
    public SeenModule Seen(SeenModule planned, PlatformModule? module) => planned.Module is { } id
        ? SeenModule.Of(Modules[id], Snapshot, module?.Runtime.ComposeFile)
        : planned with { Containers = [.. Snapshot.Containers.Where(c => c.Name == planned.Name).Select(SeenContainer.Of)] };
}
