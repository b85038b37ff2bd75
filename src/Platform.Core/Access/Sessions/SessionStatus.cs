namespace Platform.Access.Sessions;

/// <summary>Where a session stands. Computed from its facts and the clock; never stored.</summary>
public enum SessionStatus
{
    /// <summary>Nobody has said yes or no.</summary>
    Requested,

    /// <summary>An operator has said yes, and nothing runs yet.</summary>
    Approved,

    /// <summary>Its command runs.</summary>
    Active,

    Denied,

    /// <summary>Its command came to its end.</summary>
    Ended,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Somebody has ended it.</summary>
    Revoked,

    /// <summary>It is over, and its credential could not be taken back. The next sweep tries again.</summary>
    RevokeFailed,
}

/// <summary>Which limit decides when a session expires.</summary>
public enum SessionLimit
{
    /// <summary>The time that was asked for.</summary>
    Ttl,

    /// <summary><c>max_ttl</c> of the capability.</summary>
    MaxTtl,

    /// <summary>The credential that was issued lives no longer.</summary>
    Credential,

    /// <summary>A request that nobody approves lives no longer.</summary>
    Request,
}
