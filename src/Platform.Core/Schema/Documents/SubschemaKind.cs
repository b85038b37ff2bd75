namespace Platform.Schema.Documents;

/// <summary>What a keyword's value holds, as far as looking for subschemas goes.</summary>
internal enum SubschemaKind
{
    /// <summary>No schemas: whatever looks like one in there (in <c>const</c>, say) is not.</summary>
    None,

    /// <summary>One schema.</summary>
    One,

    /// <summary>A list of schemas.</summary>
    List,

    /// <summary>Schemas by name.</summary>
    Map,
}

internal static class SubschemaKinds
{
    public static SubschemaKind Of(string keyword) => keyword switch
    {
        "$defs" or "definitions" => SubschemaKind.Map,
        "contentSchema" => SubschemaKind.One,
        _ => OfApplicator(keyword),
    };

    /// <summary>The same, of those keywords whose subschemas a value has to meet.</summary>
    public static SubschemaKind OfApplicator(string keyword) => keyword switch
    {
        "properties" or "patternProperties" or "dependentSchemas" or "dependencies" => SubschemaKind.Map,
        "allOf" or "anyOf" or "oneOf" or "prefixItems" => SubschemaKind.List,
        "items" or "contains" or "additionalProperties" or "propertyNames" or "not" or "if" or "then" or "else"
            or "unevaluatedItems" or "unevaluatedProperties" => SubschemaKind.One,
        _ => SubschemaKind.None,
    };
}
