using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Access.Catalog;

namespace Platform.Access.Sessions;

/// <summary>
/// One session: what was asked, and the facts since. A fact is added, never taken back or made another. Nothing in it is secret.
/// </summary>
public sealed record AccessSession
{
    public const string SchemaId = "platform.access-session/1";

    /// <summary>The clock is not expected to be set back by more.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Always <see cref="SchemaId"/>.</summary>
    public string Schema { get; init; } = SchemaId;

    public required AccessRequest Request { get; init; }

    public SessionApproval? Approval { get; init; }

    public SessionDenial? Denial { get; init; }

    public SessionRun? Run { get; init; }

    public SessionEnd? End { get; init; }

    public SessionRevocation? Revocation { get; init; }

    /// <summary>When the credential was taken back, or found to be gone; null where none was issued, or it may still live.</summary>
    public DateTimeOffset? CredentialGoneAt { get; init; }

    public RevokeFailure? RevokeFailure { get; init; }

    /// <summary>A ULID.</summary>
    [JsonIgnore]
    public string Id => Request.Session;

    /// <summary>Id of the capability.</summary>
    [JsonIgnore]
    public string Capability => Request.Capability.TryGetProperty("id", out var id) ? id.GetString() ?? "" : "";

    [JsonIgnore]
    public CapabilityTier Tier =>
        Request.Capability.TryGetProperty("tier", out var tier) && Enum.TryParse<CapabilityTier>(tier.GetString(), ignoreCase: true, out var value) ? value : CapabilityTier.Critical;

    /// <summary>Whether a text is the id of a session, in whatever case.</summary>
    public static bool IsId(string text) => SessionId.Parse(text) is not null;

    /// <summary>Whether a credential of it may live: one was issued, or was about to be, and none is known to be gone.</summary>
    [JsonIgnore]
    public bool MayHaveCredential => Run is not null && CredentialGoneAt is null;

    /// <summary>When the session is over at the latest, and by which limit.</summary>
    public (DateTimeOffset At, SessionLimit Limit) Expiry()
    {
        if (Approval is not { } approval) return (Request.ExpiresAt, SessionLimit.Request);
        var expiry = (At: approval.At + TimeSpan.FromSeconds(Request.TtlSeconds), Limit: SessionLimit.Ttl);
        if (MaxTtl() is { } most && approval.At + most < expiry.At) expiry = (approval.At + most, SessionLimit.MaxTtl);
        if (Run?.CredentialExpiresAt is { } credential && credential < expiry.At) expiry = (credential, SessionLimit.Credential);
        return expiry;
    }

    /// <summary>Where it stands.</summary>
    public SessionStatus StatusAt(DateTimeOffset now)
    {
        if (RevokeFailure is not null && CredentialGoneAt is null) return SessionStatus.RevokeFailed;
        if (Denial is not null) return SessionStatus.Denied;
        if (Revocation is not null) return SessionStatus.Revoked;
        if (End is { } end) return end.Reason switch
        {
            SessionEndReason.Expired => SessionStatus.Expired,
            SessionEndReason.Revoked => SessionStatus.Revoked,
            _ => SessionStatus.Ended,
        };
        if (now >= Expiry().At || IsToCome(now)) return SessionStatus.Expired;
        return Run is not null ? SessionStatus.Active : Approval is not null ? SessionStatus.Approved : SessionStatus.Requested;
    }

    /// <summary>Whether the clock was set back behind what was written down: how much time is left cannot be known then.</summary>
    private bool IsToCome(DateTimeOffset now) => now + ClockTolerance < (Run?.At ?? Approval?.At ?? Request.RequestedAt);

    private TimeSpan? MaxTtl() => Request.Capability.TryGetProperty("max_ttl", out var text) && text.ValueKind is JsonValueKind.String
        ? CapabilityDuration.Parse(text.GetString()!) // a string has a text
        : null;
}
