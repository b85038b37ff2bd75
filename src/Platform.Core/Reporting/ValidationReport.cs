using System.Text.Json.Serialization;
using Platform.Diagnostics;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl validate --json</c>; its schema is <c>schema/validation.schema.json</c>.</summary>
public sealed record ValidationReport(int ExitCode, ValidationSummary Summary, IReadOnlyList<Diagnostic> Diagnostics)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.validation/1";
}

/// <param name="Files">Files that were validated: manifests, or the files named beside <c>--schema</c>.</param>
/// <param name="Valid">Those without errors.</param>
/// <param name="Invalid">Those with errors.</param>
/// <param name="Errors">Diagnostics of severity error, those of other files included.</param>
/// <param name="Warnings">Diagnostics of severity warning.</param>
public sealed record ValidationSummary(int Files, int Valid, int Invalid, int Errors, int Warnings);
