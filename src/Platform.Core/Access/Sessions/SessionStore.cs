using System.Globalization;
using Platform.Access.Audit;
using Platform.Files;
using Platform.Processes;

namespace Platform.Access.Sessions;

/// <summary>
/// The sessions, a file each, in a folder that this account alone may look into. Each change is made under one lock, on what is there then,
/// and written whole. Nothing in it is secret, and losing it loses no secret. Each fact has its line in the audit: what opens a session is not
/// written where the audit cannot be, and what closes one is written first.
/// </summary>
/// <param name="folder">Absolute path of the folder of access state.</param>
/// <param name="time">The clock of facts.</param>
public sealed class SessionStore(string folder, TimeProvider time)
{
    private const string Suffix = ".json";
    private const string LockName = "lock";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly OwnFolder _around = new(folder, isPrivate: true);
    private readonly OwnFolder _sessions = new(System.IO.Path.Combine(folder, "sessions"), isPrivate: true);

    /// <summary>Absolute path of the folder with a file for each session.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, "sessions");

    /// <summary>Where each fact is written down as well.</summary>
    public AuditLog Audit { get; } = new(folder, time);

    /// <summary>Where the user's access state is: <c>$XDG_STATE_HOME/platform/access</c>.</summary>
    public static string FolderOfUser() => System.IO.Path.Combine(UserFolder.State, "platform", "access");

    /// <summary>All sessions, the oldest first, and a sentence for each file that is none.</summary>
    /// <exception cref="IOException">The folder cannot be read, or is not used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public StoredSessions List()
    {
        List<AccessSession> sessions = [];
        List<string> faults = [];
        if (!Directory.Exists(Path)) return new StoredSessions(sessions, faults);
        foreach (var file in Directory.EnumerateFiles(Path, "*" + Suffix).Order(StringComparer.Ordinal))
        {
            var id = System.IO.Path.GetFileNameWithoutExtension(file);
            if (SessionId.Parse(id) != id) continue; // a draft, or none of ours
            if (Read(id, out var fault) is { } session) sessions.Add(session);
            else if (fault is not null) faults.Add(fault);
        }

        return new StoredSessions(sessions, faults);
    }

    /// <summary>One session; null where there is none by that id.</summary>
    /// <exception cref="IOException">Its file cannot be read, or is no session.</exception>
    public AccessSession? Find(string id)
    {
        if (SessionId.Parse(id) is not { } name) return null;
        var session = Read(name, out var fault);
        return fault is null ? session : throw new IOException(fault);
    }

    /// <summary>Writes a new session down, or gives the one that is open for the same request.</summary>
    /// <param name="isSame">Whether a stored session is what is asked for.</param>
    /// <param name="make">Makes the new one.</param>
    /// <param name="cancellationToken">Ends the waiting for another process.</param>
    /// <returns>The session, and whether it is new.</returns>
    /// <exception cref="IOException">It, or the audit, cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It, or the audit, may not be written.</exception>
    internal async Task<(AccessSession Session, bool IsNew)> AddAsync(Func<AccessSession, bool> isSame, Func<AccessSession> make, CancellationToken cancellationToken)
    {
        await using var held = await LockAsync(cancellationToken);
        if (List().Sessions.FirstOrDefault(isSame) is { } same) return (same, false);
        var session = make();
        await Audit.AppendAsync(session, AuditEvent.Requested, session.Request.Reason, cancellationToken);
        if (session.Approval is not null) await Audit.AppendAsync(session, AuditEvent.Approved, "approved ahead by the catalog", cancellationToken);
        Write(session);
        return (session, true);
    }

    /// <summary>Adds an approval that was verified.</summary>
    internal Task<SessionAnswer> ApproveAsync(string id, SessionApproval approval, CancellationToken cancellationToken) => OpenAsync(
        id, AuditEvent.Approved, null,
        (session, now) => session.StatusAt(now) is SessionStatus.Requested ? session with { Approval = approval with { At = now } } : null,
        cancellationToken);

    /// <summary>Says no, also after a yes, as long as nothing runs.</summary>
    internal Task<SessionAnswer> DenyAsync(string id, string reason, CancellationToken cancellationToken) => OpenAsync(
        id, AuditEvent.Denied, reason,
        (session, now) => session.StatusAt(now) is SessionStatus.Requested or SessionStatus.Approved
            ? session with { Denial = new SessionDenial(now, ProcessIdentity.Account, reason) }
            : null,
        cancellationToken);

    /// <summary>Takes the one run of a session for a process. A second one is refused, whoever comes first.</summary>
    /// <param name="id">The session.</param>
    /// <param name="processId">The wrapper's.</param>
    /// <param name="process">The same as <see cref="ProcessIdentity"/> has it.</param>
    /// <param name="cancellationToken">Ends the waiting for another process.</param>
    internal Task<SessionAnswer> StartAsync(string id, int processId, string process, CancellationToken cancellationToken) => OpenAsync(
        id, AuditEvent.Started, string.Create(CultureInfo.InvariantCulture, $"process {processId}"),
        (session, now) => session.StatusAt(now) is SessionStatus.Approved ? session with { Run = new SessionRun(now, processId, process) } : null,
        cancellationToken);

    /// <summary>Writes down what taking the credential back will need. To be called before the credential is issued, and again where more is known.</summary>
    /// <param name="id">The session.</param>
    /// <param name="handles">Nothing secret; added to those that are there.</param>
    /// <param name="expiresAt">When the credential dies by itself; null where it does not, or is not known yet.</param>
    /// <param name="isIssued">False where it is only about to be issued.</param>
    /// <param name="cancellationToken">Ends the waiting for another process.</param>
    internal Task<SessionAnswer> IssuedAsync(
        string id, IReadOnlyDictionary<string, string> handles, DateTimeOffset? expiresAt, bool isIssued, CancellationToken cancellationToken) => OpenAsync(
        id, isIssued ? AuditEvent.Issued : null, null,
        (session, now) =>
        {
            if (session is not { Run: { } run, End: null, Revocation: null }) return null;
            SortedDictionary<string, string> all = new(StringComparer.Ordinal);
            foreach (var (name, value) in run.Handles.Concat(handles)) all[name] = value;
            return session with { Run = run with { Handles = all, CredentialExpiresAt = expiresAt ?? run.CredentialExpiresAt, IssuedAt = isIssued ? now : run.IssuedAt } };
        },
        cancellationToken);

    /// <summary>The run is over. The first end stays.</summary>
    internal Task<SessionAnswer> EndAsync(string id, SessionEndReason reason, int? exitCode, CancellationToken cancellationToken) => CloseAsync(
        id, reason is SessionEndReason.Expired ? AuditEvent.Expired : AuditEvent.Ended,
        exitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"{reason}, exit code {code}") : reason.ToString(),
        (session, now) => session is { Run: not null, End: null } ? session with { End = new SessionEnd(now, reason, exitCode) } : session,
        cancellationToken);

    /// <summary>Somebody ends the session. Of one that is over already nothing is changed.</summary>
    internal Task<SessionAnswer> RevokeAsync(string id, string? reason, CancellationToken cancellationToken) => CloseAsync(
        id, AuditEvent.Revoked, reason,
        (session, now) => session.StatusAt(now) is SessionStatus.Requested or SessionStatus.Approved or SessionStatus.Active
            ? session with { Revocation = new SessionRevocation(now, ProcessIdentity.Account, reason) }
            : session,
        cancellationToken);

    /// <summary>The credential was taken back, or is known to be gone.</summary>
    internal Task<SessionAnswer> CredentialGoneAsync(string id, CancellationToken cancellationToken) => CloseAsync(
        id, AuditEvent.CredentialGone, null, (session, now) => session.CredentialGoneAt is null ? session with { CredentialGoneAt = now } : session, cancellationToken);

    /// <summary>The credential could not be taken back.</summary>
    /// <param name="id">The session.</param>
    /// <param name="message">Why not, without a secret.</param>
    /// <param name="cancellationToken">Ends the waiting for another process.</param>
    internal Task<SessionAnswer> RevokeFailedAsync(string id, string message, CancellationToken cancellationToken) => CloseAsync(
        id, AuditEvent.RevokeFailed, message,
        (session, now) => session with { RevokeFailure = new RevokeFailure(now, message, (session.RevokeFailure?.Attempts ?? 0) + 1) },
        cancellationToken);

    /// <summary>Adds a fact that gives something: written to the audit first, and not at all where that fails.</summary>
    private async Task<SessionAnswer> OpenAsync(
        string id, AuditEvent? happened, string? message, Func<AccessSession, DateTimeOffset, AccessSession?> change, CancellationToken cancellationToken)
    {
        await using var held = await LockAsync(cancellationToken);
        if (Find(id) is not { } session) return new SessionAnswer(null, SessionRefusals.NoSuch(id));
        var now = Now();
        if (change(session, now) is not { } changed) return new SessionAnswer(session, SessionRefusals.NotOpen(session, now));
        try
        {
            if (happened is { } what) await Audit.AppendAsync(changed, what, message, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new SessionAnswer(session, SessionRefusals.NoAudit(exception.Message));
        }

        Write(changed);
        return new SessionAnswer(changed, null);
    }

    /// <summary>Adds a fact that takes something away: it holds whether or not the audit can be written.</summary>
    private async Task<SessionAnswer> CloseAsync(
        string id, AuditEvent happened, string? message, Func<AccessSession, DateTimeOffset, AccessSession> change, CancellationToken cancellationToken)
    {
        await using var held = await LockAsync(cancellationToken);
        if (Find(id) is not { } session) return new SessionAnswer(null, SessionRefusals.NoSuch(id));
        var changed = change(session, Now());
        if (ReferenceEquals(changed, session)) return new SessionAnswer(session, null);
        Write(changed);
        await Audit.AppendAsync(changed, happened, message, cancellationToken);
        return new SessionAnswer(changed, null);
    }

    /// <summary>To the millisecond, as it is written down.</summary>
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private void Write(AccessSession session) => _sessions.Write(session.Id + Suffix, SessionDocument.Write(session));

    private AccessSession? Read(string id, out string? fault)
    {
        fault = null;
        var content = _sessions.Read(id + Suffix, OrdinaryFile.MostWritten);
        var file = _sessions.PathOf(id + Suffix);
        if (content.Refusal is { IsMissing: true }) return null;
        if (content.Bytes is not { } bytes)
        {
            fault = content.Refusal!.ToException(file).Message; // without bytes there is a refusal
            return null;
        }

        // A file by another session's name is a copy, and gives nobody what that session has.
        var session = SessionDocument.ParseSession(bytes) is { } read && read.Id == id ? read : null;
        if (session is null) fault = $"{file} is no session; look at it, then put it aside";
        return session;
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        _around.Make();
        _sessions.Make();
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (_sessions.OpenToAppend(LockName) is { } file) return file;
            if (waited >= Patience) throw new IOException($"{_sessions.PathOf(LockName)} is held by another process; wait for it to end");
            await Task.Delay(Pause, cancellationToken);
        }
    }
}

/// <summary>The sessions of a store.</summary>
/// <param name="Sessions">The oldest first.</param>
/// <param name="Faults">A sentence for each file that is no session.</param>
public sealed record StoredSessions(IReadOnlyList<AccessSession> Sessions, IReadOnlyList<string> Faults);

/// <summary>What came of a change.</summary>
/// <param name="Session">The session as it is now; null where there is none.</param>
/// <param name="Refusal">Why nothing was changed; null where it was, or nothing had to be.</param>
public sealed record SessionAnswer(AccessSession? Session, AccessRefusal? Refusal);
