using System.Text.Json.Serialization;
using Platform.Access.Catalog;
using Platform.Json;

namespace Platform.Access.Sessions;

/// <summary>A session as it stands now: what verbs and cmdlets show. Nothing in it is secret.</summary>
public sealed record SessionView
{
    /// <summary>What is said where one account has everything: who runs the agent could do without asking.</summary>
    public const string SameAccount = "not enforced: same account";

    /// <summary>A ULID.</summary>
    public required string Id { get; init; }

    public required SessionStatus Status { get; init; }

    /// <summary>Id of the capability.</summary>
    public required string Capability { get; init; }

    public required CapabilityTier Tier { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }

    /// <summary>Real path of the platform root.</summary>
    public required string Root { get; init; }

    /// <summary>The life that was asked for, counted from the approval.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    [JsonPropertyName("ttlSeconds")]
    public required TimeSpan Ttl { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it is over at the latest; for a request, until when it can be approved.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Which limit decides that.</summary>
    public required SessionLimit Limit { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>The operator; <c>catalog</c> for a session that was approved ahead.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>Fingerprint of the operator's key.</summary>
    public string? Key { get; init; }

    /// <summary>Why an approval that is written down does not count; null where it does, or there is none.</summary>
    public string? ApprovalFault { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public int? ProcessId { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why its run ended; null where it did not.</summary>
    public SessionEndReason? EndReason { get; init; }

    /// <summary>Of its command.</summary>
    public int? ExitCode { get; init; }

    /// <summary>When the credential was taken back, or found to be gone.</summary>
    public DateTimeOffset? CredentialGoneAt { get; init; }

    /// <summary>What was said at denying, revoking, or trying to take the credential back.</summary>
    public string? Note { get; init; }

    /// <summary>By what it is enforced: <see cref="SameAccount"/>, or the account of a broker.</summary>
    public required string Enforcement { get; init; }

    public override string ToString() => $"{Id} {Status} {Capability}";

    /// <param name="session">The session.</param>
    /// <param name="now">The clock.</param>
    /// <param name="approvalFault">Why its approval does not count; null where it does, or there is none.</param>
    /// <param name="enforcement">By what it is enforced.</param>
    internal static SessionView Of(AccessSession session, DateTimeOffset now, string? approvalFault, string enforcement)
    {
        // Words in a file make nobody an operator: without a signature that verifies it is a request.
        var judged = approvalFault is null ? session : session with { Approval = null, Run = null };
        var (expiresAt, limit) = judged.Expiry();
        return new SessionView
        {
            Id = session.Id,
            Status = judged.StatusAt(now),
            Capability = session.Capability,
            Tier = session.Tier,
            Actor = session.Request.Actor,
            Reason = session.Request.Reason,
            Root = session.Request.Root,
            Ttl = TimeSpan.FromSeconds(session.Request.TtlSeconds),
            RequestedAt = session.Request.RequestedAt,
            ExpiresAt = expiresAt,
            Limit = limit,
            ApprovedAt = session.Approval?.At,
            ApprovedBy = session.Approval?.By,
            Key = session.Approval?.Key,
            ApprovalFault = approvalFault,
            StartedAt = session.Run?.At,
            ProcessId = session.Run?.ProcessId,
            EndedAt = session.End?.At,
            EndReason = session.End?.Reason,
            ExitCode = session.End?.ExitCode,
            CredentialGoneAt = session.CredentialGoneAt,
            Note = session.CredentialGoneAt is null && session.RevokeFailure is { } failure ? failure.Message : session.Denial?.Reason ?? session.Revocation?.Reason,
            Enforcement = enforcement,
        };
    }
}
