using System.Collections.Immutable;

namespace Platform.Schema;

/// <summary>What a schema says of one value.</summary>
public sealed class SchemaResult
{
    private SchemaResult(ImmutableArray<SchemaError> errors, bool isValid) => (Errors, IsValid) = (errors, isValid);

    /// <summary>Why the value is not valid, in order of position; never empty if it is not.</summary>
    public ImmutableArray<SchemaError> Errors { get; }

    public bool IsValid { get; }

    internal static SchemaResult Valid { get; } = new([], isValid: true);

    /// <summary>For a caller that does not look at the errors.</summary>
    internal static SchemaResult Unexplained { get; } = new([], isValid: false);

    internal static SchemaResult Invalid(ImmutableArray<SchemaError> errors) => new(errors, isValid: false);
}
