using Platform.Applying.Journal;
using Platform.Diagnostics;
using Platform.Docker;
using Platform.Files;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Planning;
using Platform.Root;
using Platform.Text;

namespace Platform.Applying;

/// <summary>Applies an approved plan: the one way a host is changed (R3.2).</summary>
/// <param name="root">The root the plan was made from.</param>
/// <param name="journal">Where intents and outcomes are kept.</param>
/// <param name="time">The operator's clock.</param>
/// <param name="trust">Which words of the root may reach a host.</param>
public sealed class PlanApplier(PlatformRoot root, JournalFile journal, TimeProvider time, Trust trust)
{
    /// <summary>What applying takes beside the plan, whatever the root says.</summary>
    internal ApplyDemands Demands { get; init; } = ApplyDemands.OfUser();

    /// <summary>
    /// Looks first, at the root and at every host, and refuses as a whole if anything moved that matters or a host is not
    /// reached. Costs one round trip per host.
    /// </summary>
    /// <param name="plan">A plan that <see cref="Approval"/> has let pass.</param>
    /// <param name="options">How to apply it.</param>
    /// <param name="report">Told what is being done, by host.</param>
    /// <param name="cancellationToken">Ends every child process before this throws.</param>
    public async Task<PreparedApply> PrepareAsync(PlatformPlan plan, ApplyOptions options, Action<string, string> report, CancellationToken cancellationToken)
    {
        var catalog = ModuleCatalog.Read(root, SelectionOf(root, plan), cancellationToken);
        // Read once: what is sent to a host are the very bytes whose hashes are compared with the plan's.
        var files = RootState.ReadFiles(root, RootState.Inputs(root, catalog.Modules).Union(plan.Root.Files.Keys, StringComparer.Ordinal));
        if (await RefusalOfRootAsync(plan, catalog, files, options, cancellationToken) is { } refusal) return PreparedApply.Refused(refusal);

        HostDefinition[] targets = [.. plan.Hosts.Select(h => catalog.Inventory.Find(h.Host)).OfType<HostDefinition>()];
        if (Demands.RefusalOf(targets, options) is { } unmet) return PreparedApply.Refused(unmet);
        if (await ReviewDemand.RefusalOfAsync(root, plan, targets, options, cancellationToken) is { } unreviewed) return PreparedApply.Refused(unreviewed);

        var holder = LockHolder.Current();
        List<HostWork> works = [];
        foreach (var planned in plan.Hosts)
        {
            if (catalog.Inventory.Find(planned.Host) is not { } host || host.PlatformDirectory?.TrimEnd('/') != planned.PlatformDirectory.TrimEnd('/'))
                return PreparedApply.Refused(new ApplyRefusal(RefusalReason.Stale, $"hosts.yaml no longer names {planned.Host} with {planned.PlatformDirectory}"));
            if (!options.DryRun && (planned.Recorded || host.Transport is TransportKind.Recorded))
                return PreparedApply.Refused(new ApplyRefusal(RefusalReason.NotPossible, $"{planned.Host} is read from a recorded snapshot: nothing can be changed there"));
            works.Add(WorkOn(host, planned, plan, catalog, files, options, holder, report));
        }

        var looks = await LookAsync(works, options.Throttle, cancellationToken);
        foreach (var (work, _, failure) in looks)
            if (failure is not null) return PreparedApply.Refused(ApplyRefusal.Unreached(failure, work.Host));
        // What moved comes first: only from the same inputs has the same plan to follow.
        var refusals = looks.Select(l => l.Work.RefusalOf(l.Look!)).OfType<ApplyRefusal>().OrderBy(r => r.Reason is RefusalReason.Stale ? 0 : 1).ToArray();
        return refusals is [var first, ..]
            ? PreparedApply.Refused(new ApplyRefusal(first.Reason, string.Join("; ", refusals.Where(r => r.Reason == first.Reason).Select(r => r.Message))))
            : new PreparedApply(null, [.. looks.Select(l => (l.Work, HostWork.IsApplied(l.Look!) ? l.Look : null))]);
    }

    /// <summary>Changes the hosts, several at a time, and yields each when it is done. One that fails stops no other.</summary>
    /// <param name="prepared">What <see cref="PrepareAsync"/> let pass.</param>
    /// <param name="options">How to apply it.</param>
    /// <param name="cancellationToken">Ends the connections; a next run of the plan goes on from there.</param>
    public static IAsyncEnumerable<HostResult> ApplyAsync(PreparedApply prepared, ApplyOptions options, CancellationToken cancellationToken) =>
        HostPump.RunAsync(prepared.Works, options.Throttle, (item, token) => ApplyAsync(item.Work, item.Applied, options, token), cancellationToken);

    private static async Task<HostResult> ApplyAsync(HostWork work, HostLook? applied, ApplyOptions options, CancellationToken cancellationToken)
    {
        if (applied is not null) return All(c => ChangeResult.Made(c, ChangeStatus.AlreadyApplied, applied.ModuleOf(c)));
        if (options.DryRun) return All(c => ChangeResult.Of(c, ChangeStatus.Planned));
        return await new HostApplication(work).RunAsync(cancellationToken);

        HostResult All(Func<PlanChange, ChangeResult> result) => new(work.Host, [.. work.Changes.Select(result)], null);
    }

    /// <summary>What changed in the root since a plan was made from it, a sentence each.</summary>
    internal static Task<IReadOnlyList<string>> MovedInRootAsync(PlatformRoot root, PlatformPlan plan, CancellationToken cancellationToken)
    {
        var catalog = ModuleCatalog.Read(root, SelectionOf(root, plan), cancellationToken);
        return MovedInRootAsync(root, plan, catalog, RootState.ReadFiles(root, RootState.Inputs(root, catalog.Modules).Union(plan.Root.Files.Keys, StringComparer.Ordinal)), cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> MovedInRootAsync(
        PlatformRoot root, PlatformPlan plan, ModuleCatalog catalog, IReadOnlyDictionary<string, FileContent> files, CancellationToken cancellationToken)
    {
        var commit = await RootState.CommitAsync(root, files, cancellationToken);
        List<string> moved = [];
        Dictionary<string, string> hashes = new(StringComparer.Ordinal);
        foreach (var (path, content) in files)
        {
            var isRefused = content.Refusal is { IsMissing: false };
            if (isRefused) moved.Add($"{path} of the root {content.Refusal!.What}"); // refused for a reason
            hashes[path] = isRefused ? plan.Root.Files.GetValueOrDefault(path, "") : RootState.HashOf(content.Bytes);
        }

        moved.AddRange(Staleness.OfRoot(plan.Root, commit.Id, hashes));
        // What can be read no more has no hash, and its diagnostic says why.
        if (moved.Count > 0) moved.AddRange(catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).Select(d => d.ToString()));
        return moved;
    }

    private async Task<ApplyRefusal?> RefusalOfRootAsync(
        PlatformPlan plan, ModuleCatalog catalog, IReadOnlyDictionary<string, FileContent> files, ApplyOptions options, CancellationToken cancellationToken)
    {
        var moved = await MovedInRootAsync(root, plan, catalog, files, cancellationToken);
        if (moved.Count > 0) return new ApplyRefusal(RefusalReason.Stale, string.Join("; ", moved) + "; make a new plan");
        var known = catalog.Modules.ToDictionary(m => m.Id, StringComparer.Ordinal);
        if (plan.Changes.Select(c => TargetFault(c, plan, known, files, catalog.Inventory.Conventions.Aliases)).FirstOrDefault(fault => fault is not null) is { } fault)
            return new ApplyRefusal(RefusalReason.NotOurs, $"{TerminalText.Clean(fault)}: the plan was made by hand; make a new one");
        if (plan.Changes.Any(c => c.Module is null) && (catalog.Diagnostics.Any(d => d.Severity is DiagnosticSeverity.Error) || !ModuleFolder.AreAllOf(root, catalog.Modules)))
            return new ApplyRefusal(RefusalReason.Stale, "not all manifests of the root are valid now, and only together they tell what no module declares; mend them, or make a plan without --prune");
        if (options.AllowStateful || options.DryRun) return null;
        // What holds data is for the manifest to say, not for a plan that somebody wrote.
        return plan.Changes.FirstOrDefault(c => c.Module is { } id && StatefulGuard.IsNeeded(c, known[id].Runtime.Statefulness)) is { } stateful
            ? new ApplyRefusal(RefusalReason.NotApproved, $"change {stateful.Number} touches {stateful.Module}, which holds data according to its manifest, but not according to the plan: the plan was edited by hand")
            : null;
    }

    private static string? TargetFault(
        PlanChange change, PlatformPlan plan, Dictionary<string, PlatformModule> known, IReadOnlyDictionary<string, FileContent> files, RegistryAliases aliases) => RootTargets.FaultOf(
        change, change.Module is { } id ? known.GetValueOrDefault(id) : null,
        plan.Hosts.First(h => h.Host == change.Host).PlatformDirectory.TrimEnd('/'), path => files.GetValueOrDefault(path).Bytes, aliases);

    private HostWork WorkOn(
        HostDefinition host, PlanHost planned, PlatformPlan plan, ModuleCatalog catalog, IReadOnlyDictionary<string, FileContent> files,
        ApplyOptions options, LockHolder holder, Action<string, string> report)
    {
        PlanChange[] changes = [.. plan.Changes.Where(c => c.Host == planned.Host).OrderBy(c => c.Number)];
        var ids = changes.Select(c => c.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new HostWork
        {
            Definition = host,
            Planned = planned with { Modules = [.. planned.Modules.Where(m => m.Module is null || ids.Contains(m.Module))] },
            Changes = changes,
            Modules = catalog.Modules.Where(m => ids.Contains(m.Id)).ToDictionary(m => m.Id, StringComparer.Ordinal),
            Scope = plan.Scope,
            Fleet = catalog.Modules,
            Inventory = catalog.Inventory,
            Context = new ApplyContext(planned.PlatformDirectory.TrimEnd('/'), plan.Id, holder, host.DockerHost, options.StepTimeout, options.HealthTimeout),
            Options = options,
            Journal = journal,
            ContentOf = relative => files.GetValueOrDefault(root.Relative(Path.Combine(root.Path, relative))).Bytes,
            Time = time,
            Trust = trust,
            Report = report,
        };
    }

    private static async Task<IReadOnlyList<(HostWork Work, HostLook? Look, HostFailure? Failure)>> LookAsync(
        IReadOnlyList<HostWork> works, int throttle, CancellationToken cancellationToken)
    {
        Dictionary<HostWork, (HostWork, HostLook?, HostFailure?)> looks = [];
        await foreach (var (work, look, failure) in HostPump.RunAsync(works, throttle, LookAsync, cancellationToken)) looks[work] = (work, look, failure);
        return [.. works.Select(work => looks[work])];

        static async Task<(HostWork, HostLook?, HostFailure?)> LookAsync(HostWork work, CancellationToken token)
        {
            var (look, failure) = await work.LookAsync(token);
            return (work, look, failure);
        }
    }

    private static ModuleSelection SelectionOf(PlatformRoot root, PlatformPlan plan)
    {
        // A removal needs to know all that could declare the container; all else only what is changed.
        var all = ModuleFolder.AllOf(root);
        if (plan.Changes.Any(c => c.Module is null)) return new ModuleSelection(all, []);
        var ids = plan.Changes.Select(c => c.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new ModuleSelection([.. all.Where(f => ids.Contains(f.Name))], []);
    }
}

/// <summary>A plan that was looked at on all its hosts.</summary>
public sealed class PreparedApply
{
    internal PreparedApply(ApplyRefusal? refusal, IReadOnlyList<(HostWork Work, HostLook? Applied)> works) => (Refusal, Works) = (refusal, works);

    /// <summary>Why nothing of it is applied; null where it may be.</summary>
    public ApplyRefusal? Refusal { get; }

    /// <summary>The hosts there is something to look at, by name.</summary>
    public IEnumerable<string> Hosts => Works.Select(w => w.Work.Host);

    /// <summary>The same for some of its hosts.</summary>
    public PreparedApply Only(IReadOnlyCollection<string> hosts) => new(Refusal, [.. Works.Where(w => hosts.Contains(w.Work.Host, StringComparer.Ordinal))]);

    /// <summary>What there is to do on each host, and the look that showed that an earlier run has done it; null where none has.</summary>
    internal IReadOnlyList<(HostWork Work, HostLook? Applied)> Works { get; }

    internal static PreparedApply Refused(ApplyRefusal refusal) => new(refusal, []);
}
