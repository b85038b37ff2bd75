using Platform.Applying.Journal;
using Platform.Planning;

namespace Platform.Applying;

/// <summary>Applies one unit of a plan: all of its changes, or none. Intent before, outcome after, a look at the end.</summary>
internal sealed class UnitApplication(
    HostWork work,
    IReadOnlyList<PlanChange> changes,
    Func<string, string, CancellationToken, Task<ApplyAnswer>> step,
    Func<JournalEvent, PlanChange?, bool?, string?, CancellationToken, Task> record)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    private readonly HashSet<int> _begun = [];
    private readonly HashSet<int> _earlier = [];

    /// <param name="remembered">What the host remembers of earlier runs of the plan.</param>
    /// <param name="cancellationToken">Ends the connection; the host's record lets a next run go on.</param>
    public async Task<UnitOutcome> RunAsync(HostRecord remembered, CancellationToken cancellationToken)
    {
        foreach (var change in changes.Where(c => remembered.HasBegun(c.Number))) _begun.Add(change.Number);
        if (remembered.IsBeingUndone && _begun.Count > 0)
            return await UndoAsync("an earlier run had begun to put it back", cancellationToken);

        foreach (var change in changes)
        {
            work.Report(work.Host, $"{change.Number} {change.Module ?? change.Target.Container}: {change.Action}");
            await record(JournalEvent.Intent, change, null, null, cancellationToken);
            _begun.Add(change.Number);
            var content = change.Target.Source is { } source ? work.ContentOf(source) : null;
            var answer = await step(HostRecord.StepOf(change.Number), ChangeSteps.Make(change, content), cancellationToken);
            if (answer.Failure is { } lost)
            {
                await record(JournalEvent.Outcome, change, null, lost.Message, cancellationToken);
                return InDoubt(change, lost.Message);
            }

            var message = answer.Status == 0 ? null : StepMessage.Of(answer.Status, answer.Output);
            await record(JournalEvent.Outcome, change, answer.Status == 0, message, cancellationToken);
            if (answer.WasEarlier) _earlier.Add(change.Number);
            if (message is not null) return await UndoAsync($"{change.Action} failed: {message}", cancellationToken);
        }

        var verdict = await VerifyAsync(cancellationToken);
        await record(JournalEvent.Verification, null, verdict.Succeeded, verdict.Message, cancellationToken);
        if (!verdict.Succeeded) return await UndoAsync(verdict.Message!, cancellationToken);
        return new UnitOutcome(
            true, false,
            [.. changes.Select(c => ChangeResult.Of(c, _earlier.Contains(c.Number) ? ChangeStatus.AlreadyApplied : ChangeStatus.Applied))]);
    }

    private Task<Verdict> VerifyAsync(CancellationToken cancellationToken) => UntilAsync(
        look =>
        {
            foreach (var id in ModulesOf(changes))
                if (Verification.Of(look.Modules[id], look.Snapshot) is { Succeeded: false } not) return not with { Message = $"{id}: {not.Message}" };
            foreach (var removed in changes.Where(c => c.Action is PlanAction.Remove))
                if (look.Snapshot.Containers.Any(c => c.Name == removed.Target.Container)) return Verdict.Failed($"{removed.Target.Container} is still there", isFinal: true);
            return Verdict.Verified;
        },
        cancellationToken);

    /// <summary>Puts back what was begun: tags and files first, as the containers are made from them, then those in reverse.</summary>
    private async Task<UnitOutcome> UndoAsync(string why, CancellationToken cancellationToken)
    {
        var begun = changes.Where(c => _begun.Contains(c.Number)).ToArray();
        var ordered = begun.Where(IsGround).Concat(begun.Where(c => !IsGround(c)).Reverse());
        foreach (var change in ordered)
        {
            if (ChangeSteps.Undo(change, Before(change), work.Context) is not { } undo) continue;
            work.Report(work.Host, $"{change.Number} {change.Module}: putting back");
            await record(JournalEvent.RollbackIntent, change, null, why, cancellationToken);
            var answer = await step(HostRecord.UndoOf(change.Number), undo, cancellationToken);
            var message = answer.Failure?.Message ?? (answer.Status == 0 ? null : StepMessage.Of(answer.Status, answer.Output));
            await record(JournalEvent.RollbackOutcome, change, message is null, message, cancellationToken);
            if (message is not null) return Failed($"{why}; putting it back failed, too: {message}");
        }

        var verdict = await UntilAsync(look => VerifyUndone(look, begun), cancellationToken);
        await record(JournalEvent.Verification, null, verdict.Succeeded, verdict.Message ?? "put back", cancellationToken);
        return verdict.Succeeded
            ? new UnitOutcome(false, true, [.. changes.Select(c => ChangeResult.Of(c, _begun.Contains(c.Number) ? ChangeStatus.RolledBack : ChangeStatus.NotAttempted, why))])
            : Failed($"{why}; it was put back, but {verdict.Message}");
    }

    private Verdict VerifyUndone(HostLook look, PlanChange[] begun)
    {
        foreach (var planned in work.Planned.Modules.Where(m => m.Module is not null && begun.Any(c => c.Module == m.Module)))
        {
            var verdict = Verification.OfRollback(planned, look.Seen(planned, work.Modules[planned.Module!]));
            if (!verdict.Succeeded) return verdict with { Message = $"{planned.Module}: {verdict.Message}" };
        }

        return Verdict.Verified;
    }

    /// <summary>Looks until it is so, cannot become so, or the time is over.</summary>
    private async Task<Verdict> UntilAsync(Func<HostLook, Verdict> judge, CancellationToken cancellationToken)
    {
        var start = work.Time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var (look, failure) = await work.LookAsync(cancellationToken);
            var verdict = look is null ? Verdict.Failed(failure!.Message, isFinal: false) : judge(look);
            if (verdict.Succeeded || verdict.IsFinal) return verdict;
            if (work.Time.GetElapsedTime(start) + pause > work.Options.HealthTimeout)
                return verdict with { Message = $"{verdict.Message} after {work.Options.HealthTimeout.TotalSeconds:0} s" };
            work.Report(work.Host, $"waiting: {verdict.Message}");
            await Task.Delay(pause, work.Time, cancellationToken);
        }
    }

    private SeenContainer? Before(PlanChange change) => work.Planned.Modules.FirstOrDefault(m => m.Module == change.Module)?.Container;

    private UnitOutcome InDoubt(PlanChange failed, string message) => new(
        false, false,
        [.. changes.Select(c => ChangeResult.Of(c, c.Number > failed.Number ? ChangeStatus.NotAttempted : ChangeStatus.InDoubt, message))]);

    private UnitOutcome Failed(string message) => new(
        false, false,
        [.. changes.Select(c => ChangeResult.Of(c, _begun.Contains(c.Number) ? ChangeStatus.Failed : ChangeStatus.NotAttempted, message))]);

    private static bool IsGround(PlanChange change) => change.Action is PlanAction.Pull or PlanAction.PutComposeFile;

    private static IEnumerable<string> ModulesOf(IEnumerable<PlanChange> changes) =>
        changes.Select(c => c.Module).OfType<string>().Distinct(StringComparer.Ordinal);
}

/// <param name="Succeeded">All of the unit is as planned.</param>
/// <param name="IsPutBack">All of it is as it was before.</param>
/// <param name="Results">One for each change.</param>
internal sealed record UnitOutcome(bool Succeeded, bool IsPutBack, IReadOnlyList<ChangeResult> Results);
