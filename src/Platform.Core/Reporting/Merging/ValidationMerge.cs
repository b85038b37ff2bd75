using Platform.Manifests;
using Platform.Reporting.Reading;

namespace Platform.Reporting.Merging;

internal static class ValidationMerge
{
    public static MergedReport Of(IReadOnlyList<ValidationDocument> parts)
    {
        var report = ValidationReport.Of(new Validation(
            parts.Sum(part => part.Summary.Files),
            parts.Sum(part => part.Summary.Invalid),
            [.. parts.SelectMany(part => part.Diagnostics).Distinct().OrderBy(d => d.Module is not null).ThenBy(d => d.Module, StringComparer.Ordinal)])); // stable: by place within a module
        return new MergedReport(report.ExitCode, report, ReportJson.Write(report));
    }
}
