using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Platform.Schema;

/// <summary>A compiled schema, or the reasons why it is none.</summary>
public sealed class SchemaCompilation
{
    internal SchemaCompilation(JsonSchema schema)
    {
        Schema = schema;
        Errors = [];
    }

    internal SchemaCompilation(ImmutableArray<SchemaError> errors) => Errors = errors;

    /// <summary>The schema; null if there are errors.</summary>
    public JsonSchema? Schema { get; }

    /// <summary>What is wrong with the schema; the positions and instance pointers are places in it.</summary>
    public ImmutableArray<SchemaError> Errors { get; }

    [MemberNotNullWhen(true, nameof(Schema))]
    public bool IsValid => Schema is not null;

    /// <summary>The schema, for callers whose schema is part of the program.</summary>
    /// <exception cref="InvalidOperationException">The schema has errors; the message says which.</exception>
    public JsonSchema GetSchema() =>
        Schema ?? throw new InvalidOperationException("The schema is not valid: " + string.Join("; ", Errors));
}
