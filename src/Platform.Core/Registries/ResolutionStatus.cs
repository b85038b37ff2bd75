namespace Platform.Registries;

/// <summary>What came of asking a registry for an image. The kinds of failure are told apart because each has another way out.</summary>
public enum ResolutionStatus
{
    Resolved,

    /// <summary>The registry has no such repository or tag.</summary>
    NotFound,

    /// <summary>The registry wants other credentials, or does not tell whether there is such an image.</summary>
    Unauthorised,

    /// <summary>The registry asks to wait (status 429).</summary>
    RateLimited,

    /// <summary>No answer: the name is not known, the connection was refused or lost, or the time was over.</summary>
    Unreachable,

    /// <summary>The certificate is not trusted, or there is no TLS where it has to be.</summary>
    TlsFailed,

    /// <summary>Something answered that does not speak the distribution API.</summary>
    NotARegistry,

    /// <summary>The image was found, and has no manifest for the platform that was asked for.</summary>
    PlatformNotFound,

    /// <summary>The content has another digest than the registry or the reference says.</summary>
    DigestMismatch,

    /// <summary>The registry failed, or refused for another reason.</summary>
    Failed,
}
