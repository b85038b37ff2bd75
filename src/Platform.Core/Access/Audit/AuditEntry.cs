using Platform.Access.Catalog;
using Platform.Journals;
using Platform.Processes;

namespace Platform.Access.Audit;

/// <summary>One line of the audit. Nothing in it is secret.</summary>
public sealed record AuditEntry : IChainedEntry<AuditEntry>
{
    /// <summary>From 1, without gaps.</summary>
    public long Sequence { get; init; }

    /// <summary>UTC, to the millisecond.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Follows from the capability's tier (R6.4).</summary>
    public required AuditLevel Level { get; init; }

    public required AuditEvent Event { get; init; }

    /// <summary>Id of the session; null for what concerns none.</summary>
    public string? Session { get; init; }

    public string? Capability { get; init; }

    public CapabilityTier? Tier { get; init; }

    /// <summary>Who asked, as the session has it.</summary>
    public string? Actor { get; init; }

    /// <summary>The operator whose key approved it.</summary>
    public string? Operator { get; init; }

    /// <summary>Fingerprint of that key.</summary>
    public string? Key { get; init; }

    /// <summary>What is to be known besides: a reason, a refusal, an exit code.</summary>
    public string? Message { get; init; }

    /// <summary>The account that did it: <c>user@machine</c>.</summary>
    public string Account { get; init; } = ProcessIdentity.Account;

    /// <summary>SHA-256 of the line before, 64 hex digits; zeros for the first.</summary>
    public string Previous { get; init; } = "";

    /// <summary>What begins a session is not begun where its end could not be written any more.</summary>
    bool IChainedEntry<AuditEntry>.Begins => Event is AuditEvent.Requested or AuditEvent.Approved or AuditEvent.Started;

    public override string ToString() => $"{Sequence} {Event} {Capability} {Session}".TrimEnd();

    AuditEntry IChainedEntry<AuditEntry>.Chained(long sequence, string previous) => this with { Sequence = sequence, Previous = previous };

    AuditEntry IChainedEntry<AuditEntry>.Recovered(string message) =>
        new() { Time = Time, Level = AuditLevel.Warning, Event = AuditEvent.Recovered, Message = message };
}

/// <summary>How much an entry matters.</summary>
public enum AuditLevel
{
    /// <summary>Tier low.</summary>
    Information,

    /// <summary>Tier medium.</summary>
    Notice,

    /// <summary>Tier high, and every refusal of a lower tier.</summary>
    Warning,

    /// <summary>Tier critical, and every credential that could not be taken back.</summary>
    Alert,
}

/// <summary>What an entry reports.</summary>
public enum AuditEvent
{
    Requested,
    Approved,
    Denied,

    /// <summary>Something was not allowed.</summary>
    Refused,

    /// <summary>A run is about to begin, and a credential to be issued.</summary>
    Started,

    /// <summary>A credential was issued.</summary>
    Issued,

    /// <summary>The command came to its end.</summary>
    Ended,

    /// <summary>The time was over.</summary>
    Expired,

    /// <summary>Somebody ended the session.</summary>
    Revoked,

    /// <summary>The credential was taken back.</summary>
    CredentialGone,

    /// <summary>The credential could not be taken back.</summary>
    RevokeFailed,

    /// <summary>A sweep looked at what is left.</summary>
    Swept,

    /// <summary>A line that was cut off by a crash while it was written was taken away.</summary>
    Recovered,
}
