using Platform.Applying.Journal;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Planning;
using Platform.Root;

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
        var question = HostQuestion.Ask(Definition, HostLook.Request(Context.PlanId, Modules.Values, Planned));
        var observation = await new HostReader(Time, Trust).ReadAsync(question, cancellationToken);
        return observation.IsReachable
            ? (HostLook.Of(Context.PlanId, Modules.Values, observation, m => ContentOf(m.Runtime.ComposeFile ?? ""), Time.GetUtcNow()), null)
            : (null, observation.Failure);
    }

    /// <summary>What moved since the plan was made, other than by this plan.</summary>
    public IReadOnlyList<string> Moved(HostLook look) =>
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
        var units = Changes.Where(c => c.Module == module.Module && (c.Module is not null || c.Target.Container == module.Container?.Name))
            .Select(c => c.Unit).ToHashSet();
        // A module whose file another one's change puts has no change of its own for it.
        var file = module.Module is { } id ? Modules[id].Runtime.ComposeFile : null;
        return Changes.Where(c => units.Contains(c.Unit) || (c.Target.Source is { } source && source == file));
    }
}
