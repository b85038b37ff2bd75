using Platform.Diagnostics;
using Platform.Manifests;

namespace Platform.Reporting.Items;

/// <summary>What is wrong with files of the root, as items.</summary>
internal static class DiagnosticItems
{
    /// <param name="diagnostics">The diagnostics.</param>
    /// <param name="hostOf">The host of a module; null where it is not known.</param>
    public static IEnumerable<ReportItem> Of(IEnumerable<Diagnostic> diagnostics, Func<string, string?> hostOf) => diagnostics.Distinct().Select(d => new ReportItem
    {
        Check = ReportCheck.Manifest,
        Code = d.Code,
        Severity = d.Severity switch
        {
            DiagnosticSeverity.Error => ReportSeverity.High,
            DiagnosticSeverity.Warning => ReportSeverity.Medium,
            _ => ReportSeverity.Information,
        },
        Module = d.Module,
        Host = d.Module is null ? null : hostOf(d.Module),
        Place = new ReportPlace(d.File, Math.Max(1, d.Line), Math.Max(1, d.Column)),
        // A manifest is told by its module, so that the fingerprint outlives the folder's place.
        Subject = d.Module is null || !d.File.EndsWith(ModuleFolder.ManifestName, StringComparison.Ordinal) ? $"{d.File}{d.Pointer}" : d.Pointer,
        Message = d.Message,
        Fails = d.Severity is DiagnosticSeverity.Error,
        Fix = d.Module is null ? null : $"$EDITOR {d.File}",
    });
}
