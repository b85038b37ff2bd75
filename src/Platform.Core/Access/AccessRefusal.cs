using System.Text.Json.Serialization;
using Platform.Diagnostics;

namespace Platform.Access;

/// <summary>Why something is not allowed. Nothing was changed.</summary>
/// <param name="Reason">The kind, for programs.</param>
/// <param name="Message">One sentence with the way out.</param>
public sealed record AccessRefusal(AccessRefusalReason Reason, string Message)
{
    /// <summary>Exit code of a verb where this is all there is to say.</summary>
    [JsonIgnore]
    public int ExitCode => Reason switch
    {
        AccessRefusalReason.BadRequest or AccessRefusalReason.NoSuchSession or AccessRefusalReason.NotSigned => ExitCodes.CannotWork,
        AccessRefusalReason.NoAudit => ExitCodes.NoAudit,
        _ => ExitCodes.NotApproved,
    };

    public override string ToString() => Message;
}

/// <summary>Kinds of refusal, told apart because each has another way out.</summary>
public enum AccessRefusalReason
{
    /// <summary>What was asked for makes no sense: no reason, no time.</summary>
    BadRequest,

    /// <summary>The catalog has no such capability: what it does not list cannot be had.</summary>
    NotListed,

    /// <summary>The actor may not have it.</summary>
    ActorNotAllowed,

    /// <summary>No such session.</summary>
    NoSuchSession,

    /// <summary>Nobody has approved it.</summary>
    NotApproved,

    Denied,

    Revoked,

    /// <summary>It runs already, or ran.</summary>
    Used,

    /// <summary>It would run in another session.</summary>
    Nested,

    /// <summary>The time of the request or of the session is over.</summary>
    Expired,

    /// <summary>The file is no signature.</summary>
    NotASignature,

    /// <summary>The signature was made for another purpose.</summary>
    WrongNamespace,

    /// <summary>The key is no operator's, or is not valid now.</summary>
    UnknownKey,

    /// <summary>The signature is over something else: the request was altered, or it is another session's.</summary>
    OtherRequest,

    /// <summary>The catalog's entry, or how its hosts are reached, is not what was approved.</summary>
    CatalogChanged,

    /// <summary>A critical capability needs the operator's own grant.</summary>
    NoGrant,

    /// <summary>No file of operators can be believed.</summary>
    NoOperators,

    /// <summary>The user does not trust the root for what it names.</summary>
    NotTrusted,

    /// <summary><c>ssh-keygen</c> did not sign with the key.</summary>
    NotSigned,

    /// <summary>The system has no <c>ssh-keygen</c>, or it failed.</summary>
    NoKeygen,

    /// <summary>The audit cannot be written: without it nothing is given.</summary>
    NoAudit,

    /// <summary>The backing could not issue a credential.</summary>
    NotIssued,
}
