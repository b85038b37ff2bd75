using System.Globalization;
using Platform.Applying.Journal;
using Platform.Hosts;
using Platform.Hosts.SshNet;
using Platform.Planning;
using Platform.Shell;
using Platform.Text;

namespace Platform.Applying;

/// <summary>Applies the part of a plan that concerns one host: lock, look again, change, verify, or put back.</summary>
internal sealed class HostApplication
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    /// <summary>How often a step is sent again after its connection was lost. The host's record keeps it from being made twice.</summary>
    private const int Attempts = 6;

    private readonly HostWork _work;
    private readonly ApplyContext _context;
    private readonly IChangeTransport _transport;
    private readonly List<ChangeResult> _results = [];
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private ApplyRefusal? _refusal;

    public HostApplication(HostWork work)
    {
        _work = work;
        _context = work.Context;
        _transport = HostTransport.To(work.Definition, work.Trust);
    }

    private IReadOnlyList<PlanChange> Changes => _work.Changes;

    /// <summary>What became of each change. Every failure is a value; only cancellation is thrown.</summary>
    public async Task<HostResult> RunAsync(CancellationToken cancellationToken)
    {
        if (SshFallback.Takes(_work.Definition)) _work.Report(_work.Host, SshFallback.Sentence);
        if (await LockAsync(cancellationToken) is { } refusal) return Refused(refusal);
        try
        {
            return await UnderLockAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await LetGoAsync();
            throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be written down is not done.
            await SendAsync(ApplyScript.Release(_context, HostMemory.Open), TimeSpan.FromSeconds(30), cancellationToken);
            return Unjournaled($"the journal cannot be written: {exception.Message}");
        }
    }

    /// <summary>
    /// On Ctrl+C release the lock, so that the next operator need not wait. A change that still runs on the host keeps the lock.
    /// A process that lives on, as a PowerShell session does, would hold the lock to its end otherwise.
    /// </summary>
    private async Task LetGoAsync()
    {
        using var limit = new CancellationTokenSource(LongestGoodbye);
        try
        {
            await SendAsync(ApplyScript.Release(_context, HostMemory.Open), LongestGoodbye, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The lock runs out by itself.
        }
    }

    private HostResult Unjournaled(string message)
    {
        if (_sent.Count == 0) return Refused(new ApplyRefusal(RefusalReason.NotPossible, message));
        // Where all was done and verified, and just the last entry is missing, no change has this message.
        _work.Report(_work.Host, message);
        var rest = Changes.Where(c => !_results.Exists(r => r.Number == c.Number))
            .Select(c => ChangeResult.Of(c, _sent.Contains(HostRecord.StepOf(c.Number)) ? ChangeStatus.InDoubt : ChangeStatus.NotAttempted, message));
        return new HostResult(_work.Host, [.. _results, .. rest], null);
    }

    private async Task<HostResult> UnderLockAsync(CancellationToken cancellationToken)
    {
        await RecordAsync(JournalEvent.Started, null, null, $"{Changes.Count} changes{(_work.Options.Signer is { } signer ? $", approved by {signer}" : "")}", cancellationToken);

        // Under the lock: between the first look and here somebody else may have been at work.
        var (look, unseen) = await _work.LookAsync(cancellationToken);
        if (look is null) return await LeaveAsync(HostMemory.Open, Refused(ApplyRefusal.Unreached(unseen!)), cancellationToken);
        if (_work.RefusalOf(look) is { } refusal) return await LeaveAsync(HostMemory.Open, Refused(refusal), cancellationToken);

        var units = Changes.GroupBy(c => c.Unit).OrderBy(u => u.Key).Select(u => u.ToArray()).ToArray();
        for (var i = 0; i < units.Length; i++)
        {
            var outcome = await new UnitApplication(_work, units[i], StepAsync, RecordAsync).RunAsync(look, cancellationToken);
            _results.AddRange(outcome.Results);
            if (outcome.Succeeded) continue;
            foreach (var change in units.Skip(i + 1).SelectMany(u => u))
                _results.Add(ChangeResult.Of(change, ChangeStatus.NotAttempted, "an earlier change of the host failed"));
            var memory = i == 0 && outcome.IsPutBack ? HostMemory.AsBefore
                : _results.Exists(r => r.Status is ChangeStatus.InDoubt) ? HostMemory.Open : HostMemory.Ended;
            // A step that found the host otherwise did nothing: with the pulls before it put back, nothing is done.
            var nothing = _results.TrueForAll(r => r.Status is ChangeStatus.NotAttempted || (outcome.HasMoved && r.Status is ChangeStatus.RolledBack));
            return await LeaveAsync(memory, new HostResult(_work.Host, _results, nothing ? _refusal : null), cancellationToken);
        }

        return await LeaveAsync(HostMemory.Finished, new HostResult(_work.Host, _results, null), cancellationToken);
    }

    private async Task<ApplyRefusal?> LockAsync(CancellationToken cancellationToken)
    {
        string? steal = null;
        for (var attempt = 1; ; attempt++)
        {
            var answer = await SendAsync(ApplyScript.Acquire(_context, steal), TimeSpan.FromSeconds(30), cancellationToken);
            if (answer.Failure is { } failure) return ApplyRefusal.Unreached(failure);
            if (answer.Refusal is not { } words) return null;
            // A holder of this machine that is gone, killed perhaps, holds nothing any more.
            if (words is ["held", _, _, var origin, var token, _] && LockHolder.IsGone(origin) && token != steal) steal = token;
            else if (words is ["running", ..] && attempt < Attempts) await Task.Delay(LongestPause / 2, _work.Time, cancellationToken);
            else return Refusal(words);
        }
    }

    private ApplyRefusal Refusal(IReadOnlyList<string> words) => words switch
    {
        ["held", var holder, var since, _, _, "-"] => new ApplyRefusal(
            RefusalReason.Locked, $"{_work.Host} is locked by {TerminalText.Clean(holder)} since {Time(since)}, and the lock has no believable end; if nobody applies a plan there, remove {_context.Directory}/.platform/lock"),
        ["held", var holder, var since, _, _, var seconds] => new ApplyRefusal(
            RefusalReason.Locked, $"{_work.Host} is locked by {TerminalText.Clean(holder)} since {Time(since)}; without a sign of it the lock frees itself in {TerminalText.Clean(seconds)} s"),
        ["running", var holder] => new ApplyRefusal(
            RefusalReason.Locked, $"a change that {(holder.Length > 0 ? TerminalText.Clean(holder) : "somebody")} began still runs on {_work.Host}; try again when it has ended"),
        ["no-directory"] => new ApplyRefusal(RefusalReason.NotPossible, $"{_work.Host} has no folder {_context.Directory}; make it, or mend platform_dir in hosts.yaml"),
        ["no-flock"] => new ApplyRefusal(RefusalReason.NotPossible, $"{_work.Host} has no command flock (util-linux), without which it cannot be locked"),
        ["strange", var place] => new ApplyRefusal(
            RefusalReason.NotPossible, $"{TerminalText.Clean(place)} on {_work.Host} is a symbolic link, belongs to somebody else or may be written by everybody; nothing is kept there: put it right, or remove it"),
        ["not-writable"] => new ApplyRefusal(RefusalReason.NotPossible, $"the account may not write to {_context.Directory}/.platform on {_work.Host}, or the disk is full"),
        ["lost", var holder] => new ApplyRefusal(RefusalReason.Locked, $"the lock of {_work.Host} was lost{(holder.Length > 0 ? $" to {TerminalText.Clean(holder)}" : "")}"),
        _ => new ApplyRefusal(RefusalReason.Locked, $"the lock of {_work.Host} could not be taken"),
    };

    private static string Time(string seconds) => long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time is > 0 and < 253_402_300_799
        ? $"{DateTimeOffset.FromUnixTimeSeconds(time):yyyy-MM-dd HH:mm:ss} UTC"
        : "some time ago";

    /// <summary>Makes a step, and asks again where the connection was lost: the host knows whether it was made.</summary>
    private async Task<ApplyAnswer> StepAsync(string step, ShellText change, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        _sent.Add(step);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await SendAsync(ApplyScript.Step(_context, step, change), _context.StepLimit + TimeSpan.FromSeconds(30), cancellationToken);
            if (answer.Refusal is { } words)
            {
                _refusal = Refusal(words);
                return answer with { Status = -1, Own = _refusal.Message };
            }

            if (answer.HasMoved && _refusal is null) _refusal = new ApplyRefusal(RefusalReason.Stale, $"{StepMessage.Of(answer)}; make a new plan");
            if (answer.Failure is null || attempt == Attempts) return answer;
            await Task.Delay(pause, _work.Time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<ApplyAnswer> SendAsync(ChangeScript script, TimeSpan limit, CancellationToken cancellationToken) =>
        ApplyAnswer.Read(_work.Host, await _transport.RunAsync(script, limit, cancellationToken), script);

    private async Task<HostResult> LeaveAsync(HostMemory memory, HostResult result, CancellationToken cancellationToken)
    {
        // Not released is not lost: the lock frees itself.
        var answer = await SendAsync(ApplyScript.Release(_context, memory), TimeSpan.FromSeconds(30), cancellationToken);
        await RecordAsync(
            JournalEvent.Finished, null, result.Refusal is null && result.Results.All(r => r.Status is ChangeStatus.Applied or ChangeStatus.AlreadyApplied or ChangeStatus.Ran),
            result.Refusal?.Message ?? (answer.Failure is null ? null : "the lock could not be let go; it frees itself"), cancellationToken);
        return result;
    }

    private HostResult Refused(ApplyRefusal refusal) => new(
        _work.Host, [.. Changes.Select(c => ChangeResult.Of(c, ChangeStatus.NotAttempted, refusal.Message))], refusal);

    private Task RecordAsync(JournalEvent happened, PlanChange? change, bool? succeeded, string? message, CancellationToken cancellationToken) =>
        _work.Journal.AppendAsync(
            new JournalEntry
            {
                Sequence = 0,
                Previous = "",
                Time = _work.Time.GetUtcNow(),
                Event = happened,
                Plan = _context.PlanId,
                Host = _work.Host,
                Change = change?.Number,
                Module = change?.Module,
                Action = change?.Action,
                Command = happened is JournalEvent.Intent ? change?.Command : null,
                Succeeded = succeeded,
                Message = message,
                Operator = LockHolder.Operator,
            },
            cancellationToken);
}

/// <summary>What became of one host.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Results">One for each of its changes.</param>
/// <param name="Refusal">Why nothing was started; null where something was.</param>
public sealed record HostResult(string Host, IReadOnlyList<ChangeResult> Results, ApplyRefusal? Refusal);
