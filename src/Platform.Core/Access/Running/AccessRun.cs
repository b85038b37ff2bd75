using Platform.Access.Backings;
using Platform.Access.Sessions;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Processes;
using Platform.Root;
using Platform.Text;

namespace Platform.Access.Running;

/// <summary>
/// Runs one command in a session: lets it through, issues, injects, waits, and takes everything away again. The child has this process's streams; no shell
/// stands between.
/// </summary>
/// <param name="plane">Sessions, approvals, audit.</param>
/// <param name="trust">What the user lets run.</param>
/// <param name="time">The clock of deadlines.</param>
public sealed class AccessRun(AccessPlane plane, Trust trust, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>How long processes that the command has left behind get.</summary>
    private static readonly TimeSpan ShortGrace = TimeSpan.FromSeconds(1);

    private readonly SessionClosing _closing = new(plane, trust, time);

    /// <summary>This account's.</summary>
    public static AccessRun OfUser() => new(AccessPlane.OfUser(), Trust.OfUser(), TimeProvider.System);

    /// <summary>Keeps this process, which is for a run alone, out of core dumps and out of the reach of others of its account.</summary>
    public static void CloseProcess() => ProcessSecrecy.Close();

    /// <summary>Runs it.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancellationToken">Ends the child.</param>
    /// <exception cref="IOException">State cannot be read or written. Nothing that was issued is left.</exception>
    /// <exception cref="UnauthorizedAccessException">State may not be read or written. Nothing that was issued is left.</exception>
    public async Task<RunAnswer> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Environment.GetEnvironmentVariable(SessionProcesses.Variable) is { Length: > 0 } outer)
            return Refuse(AccessRefusalReason.Nested, $"this already runs in session {TerminalText.Clean(outer, 30)}, and a session has no session in it; end it first");
        if (request.Passed.Select(ChildEnvironment.FaultOf).FirstOrDefault(fault => fault is not null) is { } wrong) return Refuse(AccessRefusalReason.BadRequest, wrong);
        var (permitted, refusal) = await plane.PermitAsync(request.Session, request.Signature, cancellationToken);
        if (permitted is null) return Refuse(refusal!); // one of the two is there
        var context = RootContext.Open(permitted.Root);
        SweepWatch sweeps = new(new SweepRecord(plane.Store).Last, request.WithoutSweeper, time);
        var backing = new CredentialBackings(permitted.Root, context.Inventory, trust, sweeps, time).Of(permitted.Capability.Backing);
        var words = request.Words;
        if (backing is ICommandRule rule && rule.Check(words, out words) is { } notAllowed) return Refuse(notAllowed);
        if (ProgramPath.Find(words[0], Environment.GetEnvironmentVariable("PATH")) is not { } program)
            return new RunAnswer(ExitCodes.NoSuchProgram, new AccessRefusal(AccessRefusalReason.BadRequest, $"{TerminalText.Clean(words[0])} is in no absolute folder of PATH; nothing was issued"), null);

        using var folder = RunFolder.TryMake(permitted.Session.Id);
        if (folder is null) return Refuse(AccessRefusalReason.Used, $"session {permitted.Session.Id} runs already, in another process; a session is for one run");
        var started = await plane.Store.StartAsync(permitted.Session.Id, Environment.ProcessId, ProcessIdentity.Current(), cancellationToken);
        return started.Refusal is { } no ? Refuse(no) : await RunAsync(permitted with { Session = started.Session! }, backing, [program, .. words.Skip(1)], request, cancellationToken); // without a refusal there is one
    }

    private async Task<RunAnswer> RunAsync(
        PermittedSession permitted, IBacking backing, IReadOnlyList<string> words, RunRequest request, CancellationToken cancellationToken)
    {
        var id = permitted.Session.Id;
        IssuedCredential? credential = null;
        var outcome = new Outcome(SessionEndReason.Failed, null, null);
        string? left = null;
        try
        {
            (credential, var refusal) = await backing.IssueAsync(permitted, cancellationToken);
            if (credential is not null)
                refusal = (await plane.Store.IssuedAsync(id, credential.Handles, credential.ExpiresAt, isIssued: true, cancellationToken)).Refusal;
            outcome = refusal is null && credential is not null
                ? await RunChildAsync(permitted, backing, credential, words, request, cancellationToken)
                : new Outcome(SessionEndReason.Failed, null, refusal);
        }
        finally
        {
            // Whatever has happened, and whoever is in a hurry: first it is taken away, then that is written down.
            left = await TakeAwayAsync(permitted.Session, backing, credential, outcome);
        }

        var warning = left is null ? null : $"{left}; the next 'platformctl access sweep' tries again";
        if (outcome.Refusal is { } why) return new RunAnswer(CodeOf(why), why, warning);
        return outcome.Reason switch
        {
            SessionEndReason.Expired => new RunAnswer(ExitCodes.Expired, null, warning ?? $"session {id} is over, and its command was ended"),
            SessionEndReason.Revoked => new RunAnswer(ExitCodes.NotApproved, null, warning ?? $"session {id} was revoked, and its command was ended"),
            _ => new RunAnswer(outcome.ExitCode ?? ExitCodes.CannotWork, null, warning),
        };
    }

    private async Task<Outcome> RunChildAsync(
        PermittedSession permitted, IBacking backing, IssuedCredential credential, IReadOnlyList<string> words, RunRequest request, CancellationToken cancellationToken)
    {
        ChildInjection injection = new();
        backing.Inject(credential, injection);
        var command = new ChildCommand(words[0], [.. words.Skip(1)])
        {
            InheritsEnvironment = false,
            Environment = ChildEnvironment.Of(permitted.Session.Id, request.Passed, injection.Environment, Environment.GetEnvironmentVariable),
        };
        ProcessSecrecy.LeaveNoCores();
        using var child = AttachedChild.Start(command, injection.Input, request.Output is not null, out var fault);
        if (injection.Input is { } input) Array.Clear(input);
        if (child is null) return new Outcome(SessionEndReason.Failed, null, new AccessRefusal(AccessRefusalReason.BadRequest, $"{TerminalText.Clean(words[0])} was not started: {TerminalText.Clean(fault ?? "")}"));
        var printing = child.Output is { } lines && request.Output is { } output ? PassOnAsync(lines, output) : Task.CompletedTask;
        var expiry = credential.ExpiresAt is { } own && own < permitted.ExpiresAt ? own : permitted.ExpiresAt;
        var reason = await WaitAsync(child, permitted.Session.Id, new SessionDeadline(expiry, time), cancellationToken);
        if (!child.HasExited) await EndAsync(child, permitted.Session.Id);
        // What the command has left in the background goes with it, its agent too, and lets go of the pipe.
        await SessionProcesses.EndAsync(permitted.Session.Id, ShortGrace, time);
        await Task.WhenAny(printing, Task.Delay(ShortGrace, CancellationToken.None));
        return new Outcome(reason, child.ExitCode, null);
    }

    /// <summary>Waits for the child, for the end of the session, for somebody who revokes it, and for the caller.</summary>
    private async Task<SessionEndReason> WaitAsync(AttachedChild child, string id, SessionDeadline deadline, CancellationToken cancellationToken)
    {
        var looked = time.GetTimestamp();
        var exited = child.WaitAsync(CancellationToken.None);
        while (true)
        {
            await Task.WhenAny(exited, Task.Delay(Step, CancellationToken.None));
            if (deadline.IsOver) return SessionEndReason.Expired;
            if (time.GetElapsedTime(looked) >= BetweenLooks || exited.IsCompleted)
            {
                looked = time.GetTimestamp();
                if (IsRevoked(id)) return SessionEndReason.Revoked;
            }

            if (exited.IsCompleted || cancellationToken.IsCancellationRequested) return SessionEndReason.Exited;
        }
    }

    /// <summary>A session whose file is lost or cannot be read is not known to be revoked; its time still ends it.</summary>
    private bool IsRevoked(string id)
    {
        try
        {
            return plane.Store.Find(id)?.Revocation is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task EndAsync(AttachedChild child, string id)
    {
        UnixSignal.AskToEnd(child.Id);
        var exited = child.WaitAsync(CancellationToken.None);
        await Task.WhenAny(exited, Task.Delay(SessionClosing.Grace, CancellationToken.None));
        if (!exited.IsCompleted)
        {
            UnixSignal.End(child.Id);
            await SessionProcesses.EndAsync(id, TimeSpan.Zero, time);
        }

        await exited;
    }

    private async Task<string?> TakeAwayAsync(AccessSession session, IBacking backing, IssuedCredential? credential, Outcome outcome)
    {
        // The facts as they are now, handles among them.
        var now = Find(session.Id) ?? session;
        string? left;
        try
        {
            left = await _closing.CloseAsync(now, backing, credential, ShortGrace, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            left = $"the end of the session could not be written down: {KnownWords.OfFile(exception)}";
        }

        try
        {
            await plane.Store.EndAsync(session.Id, outcome.Reason, outcome.ExitCode, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            left ??= $"the end of the session could not be written down: {KnownWords.OfFile(exception)}";
        }

        return left;
    }

    private AccessSession? Find(string id)
    {
        try
        {
            return plane.Store.Find(id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async Task PassOnAsync(StreamReader lines, Action<string> output)
    {
        while (await lines.ReadLineAsync() is { } line) output(line);
    }

    private static RunAnswer Refuse(AccessRefusalReason reason, string message) => Refuse(new AccessRefusal(reason, message));

    /// <summary>A run that got no credential has not worked; it was allowed.</summary>
    private static int CodeOf(AccessRefusal refusal) => refusal.Reason is AccessRefusalReason.NotIssued ? ExitCodes.CannotWork : refusal.ExitCode;

    private static RunAnswer Refuse(AccessRefusal refusal) => new(CodeOf(refusal), refusal, null);

    private sealed record Outcome(SessionEndReason Reason, int? ExitCode, AccessRefusal? Refusal);
}
