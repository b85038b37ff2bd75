using System.Collections.Immutable;

namespace Platform.Schema;

/// <summary>What a schema says of one value.</summary>
public sealed class SchemaResult
{
    private SchemaResult(ImmutableArray<SchemaError> errors) => Errors = errors;

    /// <summary>Why the value is not valid, in order of position; never empty if it is not.</summary>
    public ImmutableArray<SchemaError> Errors { get; }

    public bool IsValid => Errors.IsEmpty;

    internal static SchemaResult Valid { get; } = new([]);

    internal static SchemaResult Invalid(ImmutableArray<SchemaError> errors) => new(errors);
}
