namespace Platform.Access.Catalog;

/// <summary>Codes of what no JSON Schema can say about the catalog and the actors.</summary>
public static class CatalogCode
{
    /// <summary>Two capabilities have one <c>id</c>.</summary>
    public const string CapabilityDuplicate = "CAPABILITY_DUPLICATE";

    /// <summary>A capability is for an actor that <c>policies/actors.yaml</c> does not name.</summary>
    public const string ActorNotDeclared = "ACTOR_NOT_DECLARED";

    /// <summary>Two actors have one name or one account, or an actor has an operator's name.</summary>
    public const string ActorDuplicate = "ACTOR_DUPLICATE";

    /// <summary>A session would live for more than seven days.</summary>
    public const string TtlTooLong = "TTL_TOO_LONG";

    /// <summary>A capability above tier low is approved ahead.</summary>
    public const string PreApprovedAboveLow = "PRE_APPROVED_ABOVE_LOW";

    /// <summary>A critical capability is for others than operators.</summary>
    public const string CriticalForOperators = "CRITICAL_FOR_OPERATORS";

    /// <summary>A secret is to be read from a file of the root.</summary>
    public const string SecretInRoot = "SECRET_IN_ROOT";

    /// <summary>A pattern of an argument cannot be compiled.</summary>
    public const string ArgumentPatternInvalid = "ARGUMENT_PATTERN_INVALID";
}
