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

    /// <summary>The diagnostics of manifests with one of some statuses; those of other files always, for they are about every manifest.</summary>
    public IReadOnlyList<Diagnostic> Of(Func<ManifestStatus, bool> isWanted)
    {
        var invalid = Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).Select(d => d.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. Diagnostics.Where(d => d.Module is not { } module || isWanted(invalid.Contains(module) ? ManifestStatus.Invalid : ManifestStatus.Valid))];
    }
}
