using Platform.Applying.Journal;
using Platform.Drift;
using Platform.Planning;
using Platform.Shell;
using Platform.Snapshots;

namespace Platform.Applying;

/// <summary>Applies one unit of a plan: all of its changes, or none. Intent before, outcome after, a look at the end.</summary>
internal sealed class UnitApplication(
    HostWork work,
    IReadOnlyList<PlanChange> changes,
    Func<string, ShellText, CancellationToken, Task<ApplyAnswer>> step,
    Func<JournalEvent, PlanChange?, bool?, string?, CancellationToken, Task> record)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>However little a new release is given: what ran before is not called lost for a slow answer.</summary>
    private static readonly TimeSpan LeastUndoTimeout = TimeSpan.FromSeconds(30);

    private readonly HashSet<int> _begun = [];
    private readonly HashSet<int> _earlier = [];
    private HostLook? _last;

    /// <param name="look">The host under the lock, with what it remembers of earlier runs of the plan.</param>
    /// <param name="cancellationToken">Ends the connection; the host's record lets a next run go on.</param>
    public async Task<UnitOutcome> RunAsync(HostLook look, CancellationToken cancellationToken)
    {
        var remembered = look.Record;
        foreach (var change in changes.Where(c => remembered.HasBegun(c.Number))) _begun.Add(change.Number);
        if (_begun.Any(remembered.IsBeingUndone))
            return await UndoAsync("an earlier run had begun to put it back", look, cancellationToken);

        foreach (var change in changes)
        {
            work.Report(work.Host, $"{change.Number} {change.Module ?? change.Target.Container}: {change.Action}");
            await record(JournalEvent.Intent, change, null, null, cancellationToken);
            _begun.Add(change.Number);
            var content = change.Target.Source is { } source ? work.ContentOf(source) : null;
            var answer = await step(HostRecord.StepOf(change.Number), ChangeSteps.Make(change, Before(change), content), cancellationToken);
            if (answer.Failure is { } lost)
            {
                await record(JournalEvent.Outcome, change, null, lost.Message, cancellationToken);
                return InDoubt(lost.Message);
            }

            if ((answer.Refusal is not null || answer.HasMoved) && !remembered.HasBegun(change.Number)) _begun.Remove(change.Number);
            var message = answer.Status == 0 ? null : StepMessage.Of(answer);
            await record(JournalEvent.Outcome, change, answer.Status == 0, message, cancellationToken);
            // Not what this run made itself, before its connection was lost.
            if (answer.WasEarlier && remembered.HasBegun(change.Number)) _earlier.Add(change.Number);
            if (message is not null)
                return await UndoAsync(answer.HasMoved ? message : $"{change.Action} failed: {message}", look, cancellationToken) with { HasMoved = answer.HasMoved };
        }

        var verdict = await VerifyAsync(look, cancellationToken);
        ChangeResult[] made = [.. changes.Select(Made)];
        var open = made.Select(r => r.NotCompared).FirstOrDefault(words => words is not null);
        await record(JournalEvent.Verification, null, verdict.IsKnown ? verdict.Succeeded : null, verdict.Message ?? open, cancellationToken);
        if (!verdict.IsKnown) return InDoubt(verdict.Message!);
        if (!verdict.Succeeded) return await UndoAsync(verdict.Message!, look, cancellationToken);
        return new UnitOutcome(true, false, made);
    }

    private ChangeResult Made(PlanChange change)
    {
        var isJob = change.Action is PlanAction.Run;
        var result = ChangeResult.Made(change, _earlier.Contains(change.Number) ? ChangeStatus.AlreadyApplied : isJob ? ChangeStatus.Ran : ChangeStatus.Applied, _last?.ModuleOf(change));
        return isJob && _last is { } look ? result with { Message = string.Join("; ", new[] { Jobs.Ending(look.ModuleOf(change), look.Snapshot), result.Message }.OfType<string>()) } : result;
    }

    private Task<Verdict> VerifyAsync(HostLook before, CancellationToken cancellationToken) => UntilAsync(
        look =>
        {
            foreach (var id in ModulesOf(changes))
                if (Verification.Of(look.Modules[id], look.Snapshot) is { Succeeded: false } not) return not with { Message = $"{id}: {not.Message}" };
            foreach (var removed in changes.Where(c => c.Action is PlanAction.Remove))
                if (look.Snapshot.Containers.Any(c => c.Name == removed.Target.Container)) return Verdict.Failed($"{removed.Target.Container} is still there", isFinal: true);
            return Bystanders.Judge(before.Snapshot, look.Snapshot, IsPlanned);
        },
        work.Options.HealthTimeout, cancellationToken);

    /// <summary>
    /// Puts back what was started: tags and files first, then in reverse what was made, started or stopped, and at last what was
    /// replaced, in the order of the plan, as one may share a namespace of the one before.
    /// </summary>
    private async Task<UnitOutcome> UndoAsync(string why, HostLook before, CancellationToken cancellationToken)
    {
        var begun = changes.Where(c => _begun.Contains(c.Number)).ToArray();
        var ordered = begun.Where(IsGround)
            .Concat(begun.Where(c => !IsGround(c) && !Replaces(c)).Reverse())
            .Concat(begun.Where(Replaces));
        foreach (var change in ordered)
        {
            if (UndoSteps.Of(change, Before(change)) is not { } undo) continue;
            work.Report(work.Host, $"{change.Number} {change.Module}: putting back");
            await record(JournalEvent.RollbackIntent, change, null, why, cancellationToken);
            var answer = await step(HostRecord.UndoOf(change.Number), undo, cancellationToken);
            var message = answer.Failure?.Message ?? (answer.Status == 0 ? null : StepMessage.Of(answer));
            await record(JournalEvent.RollbackOutcome, change, answer.Failure is null ? message is null : null, message, cancellationToken);
            if (answer.Failure is not null) return InDoubt($"{why}; while it was being put back: {message}");
            if (answer.HasMoved) return Failed($"{why}; it was not put back: {message}");
            if (message is not null) return Failed($"{why}; putting it back failed as well: {message}");
        }

        var limit = work.Options.HealthTimeout > LeastUndoTimeout ? work.Options.HealthTimeout : LeastUndoTimeout;
        var verdict = await UntilAsync(look => VerifyUndone(before, look, begun), limit, cancellationToken);
        await record(JournalEvent.Verification, null, verdict.IsKnown ? verdict.Succeeded : null, verdict.Message ?? "put back", cancellationToken);
        if (!verdict.IsKnown) return InDoubt($"{why}; it was put back, but {verdict.Message}");
        return verdict.Succeeded
            ? new UnitOutcome(false, true, OfJobs(Results(ChangeStatus.RolledBack, why)))
            : Failed($"{why}; it was put back, but {verdict.Message}");
    }

    private Verdict VerifyUndone(HostLook before, HostLook look, PlanChange[] begun)
    {
        foreach (var planned in work.Planned.Modules.Where(m => begun.Any(m.IsOf) && !begun.Any(c => m.IsOf(c) && Jobs.HasRun(c, look, Before(c)))))
        {
            var now = look.Seen(planned, planned.Module is { } id ? work.Modules[id] : null);
            var wasWell = !begun.Any(c => planned.IsOf(c) && c.Reasons.Any(r => FindingKind.Of(r)?.Concern is FindingConcern.Work));
            var verdict = Verification.OfRollback(planned, now, before.Snapshot, look.Snapshot, wasWell);
            if (!verdict.Succeeded) return verdict with { Message = $"{planned.Name}: {verdict.Message}" };
        }

        return Bystanders.Judge(before.Snapshot, look.Snapshot, IsPlanned);
    }

    /// <summary>Whether a container is of a module that the plan changes, in this unit or in another, or is removed.</summary>
    private bool IsPlanned(ContainerSnapshot container) =>
        work.Planned.Modules.Any(m => m.Containers.Any(c => c.Name == container.Name)) || work.Modules.Values.Any(m => ContainerMatch.IsOf(container, m.Runtime));

    /// <summary>Looks until it is so, cannot become so, or the time is over.</summary>
    private async Task<Verdict> UntilAsync(Func<HostLook, Verdict> judge, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = work.Time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var (look, failure) = await work.LookAsync(cancellationToken);
            _last = look;
            var verdict = look is null ? Verdict.Unseen(failure!.Message) : judge(look);
            if (verdict.Succeeded || verdict.IsFinal) return verdict;
            if (work.Time.GetElapsedTime(start) + pause > limit)
                return verdict with { Message = $"{verdict.Message} after {limit.TotalSeconds:0} s" };
            work.Report(work.Host, $"waiting: {verdict.Message}");
            await Task.Delay(pause, work.Time, cancellationToken);
        }
    }

    private IReadOnlyList<SeenContainer> Before(PlanChange change) => work.Planned.Modules.FirstOrDefault(m => m.IsOf(change))?.Containers ?? [];

    private UnitOutcome InDoubt(string message) => new(false, false, Results(ChangeStatus.InDoubt, message));

    private UnitOutcome Failed(string message) => new(false, false, OfJobs(Results(ChangeStatus.Failed, message)));

    /// <summary>A job that ran was neither put back nor did that fail: it ran, and its exit status says how.</summary>
    private ChangeResult[] OfJobs(IReadOnlyList<ChangeResult> results) =>
    [
        .. changes.Zip(results, (change, result) => _last is { } look && Jobs.HasRun(change, look, Before(change))
            ? result with
            {
                Status = look.ModuleOf(change) is { Status: not DriftStatus.Drifted } ? ChangeStatus.Ran : ChangeStatus.Failed,
                Message = $"{Jobs.Ending(look.ModuleOf(change), look.Snapshot) ?? "it runs"}; what it did stays ({result.Message})",
            }
            : result),
    ];

    private ChangeResult[] Results(ChangeStatus ofBegun, string message) =>
        [.. changes.Select(c => ChangeResult.Of(c, _begun.Contains(c.Number) ? ofBegun : ChangeStatus.NotAttempted, message))];

    private static bool Replaces(PlanChange change) => change.Action is PlanAction.Recreate or PlanAction.Scale;

    private static bool IsGround(PlanChange change) => change.Action is PlanAction.Pull or PlanAction.PutComposeFile;

    private static IEnumerable<string> ModulesOf(IEnumerable<PlanChange> changes) =>
        changes.Select(c => c.Module).OfType<string>().Distinct(StringComparer.Ordinal);
}

/// <param name="Succeeded">All of the unit is as planned.</param>
/// <param name="IsPutBack">All of it is as it was before.</param>
/// <param name="Results">One for each change.</param>
internal sealed record UnitOutcome(bool Succeeded, bool IsPutBack, IReadOnlyList<ChangeResult> Results)
{
    /// <summary>A step found the host otherwise than the plan saw it, and did nothing.</summary>
    public bool HasMoved { get; init; }
}
