using Platform.Diagnostics;

namespace Platform.Manifests;

/// <summary>The outcome of a validation.</summary>
/// <param name="Files">How many manifests or files were reported on.</param>
/// <param name="Invalid">How many of them have errors.</param>
/// <param name="Diagnostics">Of <c>hosts.yaml</c> or the schema first, then by file and place.</param>
public sealed record Validation(int Files, int Invalid, IReadOnlyList<Diagnostic> Diagnostics)
{
    public int Errors { get; } = Diagnostics.Count(d => d.Severity is DiagnosticSeverity.Error);

    public int Warnings { get; } = Diagnostics.Count(d => d.Severity is DiagnosticSeverity.Warning);

    public bool IsValid => Errors == 0;
}
