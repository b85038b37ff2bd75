using Platform.Applying.Journal;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Planning;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Applying;

/// <summary>What there is to do on one host, and what it takes.</summary>
internal sealed record HostWork
{
    public required HostDefinition Definition { get; init; }

    /// <summary>The host as the plan saw it.</summary>
    public required PlanHost Planned { get; init; }

    /// <summary>The plan's changes of this host, in their order.</summary>
    public required IReadOnlyList<PlanChange> Changes { get; init; }

    /// <summary>The modules those concern, by id, as the root declares them.</summary>
    public required IReadOnlyDictionary<string, PlatformModule> Modules { get; init; }

    /// <summary>What the plan was asked for.</summary>
    public required PlanScope Scope { get; init; }

    /// <summary>All modules of <see cref="Scope"/>: what none of them declares, where they are the whole fleet, nobody declares.</summary>
    public required IReadOnlyList<PlatformModule> Fleet { get; init; }

    public required HostInventory Inventory { get; init; }

    public required ApplyContext Context { get; init; }

    public required ApplyOptions Options { get; init; }

    public required JournalFile Journal { get; init; }

    /// <summary>Content of a file of the root, relative to it.</summary>
    public required Func<string, byte[]?> ContentOf { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Which words of the root may reach a host.</summary>
    public required Trust Trust { get; init; }

    /// <summary>Told what is being done.</summary>
    public required Action<string, string> Report { get; init; }

    public string Host => Definition.Name;

    /// <summary>One round trip: the modules, and what the host remembers of the plan.</summary>
    public async Task<(HostLook? Look, HostFailure? Failure)> LookAsync(CancellationToken cancellationToken)
    {
        var question = HostQuestion.Ask(Definition, HostLook.Request(Context.PlanId, [.. Asked], Planned, ComposeFileOf));
        var observation = await new HostObserver(Time, Trust).ReadAsync(question, cancellationToken);
        return observation.IsReachable
            ? (HostLook.Of(Context.PlanId, Modules.Values, observation, ComposeFileOf, Time.GetUtcNow()), null)
            : (null, observation.Failure);
    }

    private byte[]? ComposeFileOf(PlatformModule module) => ContentOf(module.Runtime.ComposeFile ?? "");

    /// <summary>The modules that are asked about: those of the changes, and for a removal all that could declare the container.</summary>
    private IEnumerable<PlatformModule> Asked => Changes.Any(c => c.Module is null) ? Fleet.Where(m => m.Host == Host) : Modules.Values;

    /// <summary>Why the plan may not be applied to the host as it was just seen; null where it may.</summary>
    public ApplyRefusal? RefusalOf(HostLook look)
    {
        if (IsApplied(look)) return null;
        if (look.Record.IsFinished) return Stale([$"the plan was applied to {Host} before, and it has drifted since"]);
        if (Moved(look) is { Count: > 0 } moved) return Stale(moved);
        return Replanning.Differences(this, look) is { Count: > 0 } differences
            ? new ApplyRefusal(RefusalReason.NotOurs, $"the same inputs give another plan: {string.Join("; ", differences)}; make a new plan, and find out who wrote this one")
            : null;
    }

    private static ApplyRefusal Stale(IEnumerable<string> moved) => new(RefusalReason.Stale, string.Join("; ", moved) + "; make a new plan");

    /// <summary>What moved since the plan was made, other than by this plan.</summary>
    private IReadOnlyList<string> Moved(HostLook look) =>
    [
        .. Planned.Modules
            .Where(m => !Concerning(m).Any(c => look.Record.HasBegun(c.Number)))
            .SelectMany(m => Staleness.OfModule(Host, m, look.Seen(m, m.Module is { } id ? Modules[id] : null))),
    ];

    /// <summary>Whether an earlier run brought all of it to its end.</summary>
    public static bool IsApplied(HostLook look) =>
        look.Record.IsFinished && look.Modules.Values.All(m => m.Status is DriftStatus.InSync or DriftStatus.Unverified);

    /// <summary>The changes of the unit that a module's stand in.</summary>
    private IEnumerable<PlanChange> Concerning(SeenModule module)
    {
        var units = Changes.Where(c => c.Module == module.Module && (c.Module is not null || c.Target.Container == module.Name))
            .Select(c => c.Unit).ToHashSet();
        // A module whose file another one's change puts has no change of its own for it.
        var file = module.Module is { } id ? Modules[id].Runtime.ComposeFile : null;
        return Changes.Where(c => units.Contains(c.Unit) || (c.Target.Source is { } source && source == file));
    }
}
