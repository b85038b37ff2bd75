using System.Text.Json.Serialization;
using Platform.Diagnostics;
using Platform.Manifests;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl validate --json</c>; its schema is <c>schema/validation.schema.json</c>.</summary>
public sealed record ValidationReport(int ExitCode, ValidationSummary Summary, IReadOnlyList<Diagnostic> Diagnostics)
{
    public const string SchemaName = "platform.validation/1";

    [JsonPropertyOrder(-1)]
    public string Schema => SchemaName;

    /// <summary>Which part of the fleet it is about; null for all that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShardReport? Shard { get; init; }

    public static ValidationReport Of(Validation outcome, ShardReport? shard = null) => new(
        outcome.IsValid ? ExitCodes.Success : ExitCodes.CannotWork,
        new ValidationSummary(outcome.Files, outcome.Files - outcome.Invalid, outcome.Invalid, outcome.Errors, outcome.Warnings),
        outcome.Diagnostics) { Shard = shard };
}

/// <param name="Files">Files that were validated: manifests, or the files named beside <c>--schema</c>.</param>
/// <param name="Valid">Those without errors.</param>
/// <param name="Invalid">Those with errors.</param>
/// <param name="Errors">Diagnostics of severity error, those of other files included.</param>
/// <param name="Warnings">Diagnostics of severity warning.</param>
public sealed record ValidationSummary(int Files, int Valid, int Invalid, int Errors, int Warnings);
