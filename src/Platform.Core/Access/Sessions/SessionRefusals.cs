using Platform.Text;

namespace Platform.Access.Sessions;

/// <summary>The sentences of what a session's state does not allow, in one place.</summary>
internal static class SessionRefusals
{
    public static AccessRefusal NoSuch(string id) =>
        new(AccessRefusalReason.NoSuchSession, $"there is no session {TerminalText.Clean(id, 40)}; platformctl access list shows those there are");

    public static AccessRefusal NoAudit(string why) =>
        new(AccessRefusalReason.NoAudit, $"the audit cannot be written, and without it nothing is given: {why}");

    /// <summary>Why a session can neither be approved nor run.</summary>
    public static AccessRefusal NotOpen(AccessSession session, DateTimeOffset now) => session.StatusAt(now) switch
    {
        SessionStatus.Requested => new(AccessRefusalReason.NotApproved, $"nobody has approved session {session.Id}; an operator does with: platformctl access approve {session.Id} --key KEY"),
        SessionStatus.Approved => new(AccessRefusalReason.Used, $"session {session.Id} is approved already"),
        SessionStatus.Active => new(AccessRefusalReason.Used, $"session {session.Id} runs already, in process {session.Run?.ProcessId}; a session is for one run"),
        SessionStatus.Denied => new(AccessRefusalReason.Denied, $"session {session.Id} was denied: {TerminalText.Clean(session.Denial?.Reason ?? "")}"),
        SessionStatus.Expired => new(AccessRefusalReason.Expired, $"session {session.Id} expired at {session.Expiry().At:yyyy-MM-dd HH:mm:ss} UTC; ask anew"),
        SessionStatus.Ended => new(AccessRefusalReason.Used, $"session {session.Id} has ended; a session is for one run, so ask anew"),
        _ => new(AccessRefusalReason.Revoked, $"session {session.Id} was revoked; ask anew"),
    };
}
