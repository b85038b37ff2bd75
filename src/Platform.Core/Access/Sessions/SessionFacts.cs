namespace Platform.Access.Sessions;

/// <summary>An approval that was accepted.</summary>
/// <param name="At">When it was accepted: the session's life is counted from here.</param>
/// <param name="By">The operator, as the file of operators names the key; for one that was approved ahead, <c>catalog</c>.</param>
/// <param name="Key">SHA-256 fingerprint of the key, as ssh prints it; null for one that was approved ahead.</param>
/// <param name="Signature">The armored SSHSIG; null for one that was approved ahead. Verified again by every run.</param>
public sealed record SessionApproval(DateTimeOffset At, string By, string? Key, string? Signature)
{
    /// <summary>True where the catalog approved it ahead, and no signature exists.</summary>
    public bool IsAhead => Signature is null;
}

/// <param name="At">When.</param>
/// <param name="By">Account that said no: <c>user@machine</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record SessionDenial(DateTimeOffset At, string By, string Reason);

/// <summary>The one run of a session.</summary>
/// <param name="At">When it began: before anything was issued.</param>
/// <param name="ProcessId">The wrapper that holds the credential.</param>
/// <param name="Process">The same beyond doubt: boot, process space, id and start; see <see cref="Platform.Processes.ProcessIdentity"/>.</param>
public sealed record SessionRun(DateTimeOffset At, int ProcessId, string Process)
{
    /// <summary>When a credential was issued; null where none was yet.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>When the credential dies by itself; null where it does not, or was not issued.</summary>
    public DateTimeOffset? CredentialExpiresAt { get; init; }

    /// <summary>What taking the credential back needs, none of it secret: the name of a token, the process of an agent.</summary>
    public IReadOnlyDictionary<string, string> Handles { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>How a run ended.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="ExitCode">The command's exit code; null where it had none.</param>
public sealed record SessionEnd(DateTimeOffset At, SessionEndReason Reason, int? ExitCode);

public enum SessionEndReason
{
    /// <summary>The command came to its end.</summary>
    Exited,

    /// <summary>The time was over, and the command was ended.</summary>
    Expired,

    /// <summary>Somebody revoked the session.</summary>
    Revoked,

    /// <summary>No credential could be issued, or the command not be started.</summary>
    Failed,

    /// <summary>The wrapper was gone without a word, as the sweep found.</summary>
    Lost,
}

/// <param name="At">When.</param>
/// <param name="By">Account that revoked it: <c>user@machine</c>.</param>
/// <param name="Reason">Why; null where that is not said.</param>
public sealed record SessionRevocation(DateTimeOffset At, string By, string? Reason);

/// <summary>A credential that could not be taken back.</summary>
/// <param name="At">The last time it was tried.</param>
/// <param name="Message">Why not, without a secret.</param>
/// <param name="Attempts">How often it was tried, from 1.</param>
public sealed record RevokeFailure(DateTimeOffset At, string Message, int Attempts);
