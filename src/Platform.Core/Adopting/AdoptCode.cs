namespace Platform.Adopting;

/// <summary>Codes of what is not adopted. Those of manifests are used beside them.</summary>
public static class AdoptCode
{
    /// <summary>No id can be made of the name that no other module has.</summary>
    public const string IdTaken = "ADOPT_ID_TAKEN";

    /// <summary>A label, or a name, that no manifest can hold.</summary>
    public const string NameNotUsable = "ADOPT_NAME_NOT_USABLE";

    /// <summary>The root has not got the compose file, and copying it was not asked for.</summary>
    public const string ComposeFileNotInRoot = "ADOPT_COMPOSE_FILE_NOT_IN_ROOT";

    /// <summary>The host does not say from which files the service was started, or does not let them be read.</summary>
    public const string ComposeFileNotRead = "ADOPT_COMPOSE_FILE_NOT_READ";

    /// <summary>The compose file holds secrets as literals.</summary>
    public const string SecretLiteral = "ADOPT_SECRET_LITERAL";

    /// <summary>None of the compose files declares the service.</summary>
    public const string ServiceNotFound = "ADOPT_SERVICE_NOT_FOUND";

    /// <summary>A file could not be written: there is something by its name, or this account may not.</summary>
    public const string File = "ADOPT_FILE";

    /// <summary>The manifest would not be valid.</summary>
    public const string WouldBeInvalid = "ADOPT_WOULD_BE_INVALID";
}
