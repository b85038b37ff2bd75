using Platform.Diagnostics;
using Platform.Drift;
using Platform.Reporting.Reading;

namespace Platform.Reporting.Merging;

internal static class DriftMerge
{
    public static MergedReport Of(IReadOnlyList<DriftDocument> parts)
    {
        Diagnostic[] diagnostics = [.. parts.SelectMany(part => part.Diagnostics).Distinct()];
        ModuleDrift[] modules = [.. parts.SelectMany(part => part.Modules)];
        // With a manifest that could not be read, somebody may declare what seems undeclared: one run over the whole says nothing of it then.
        var isRead = !diagnostics.Select(d => d.Module).OfType<string>().Except(modules.Select(m => m.Module).OfType<string>(), StringComparer.Ordinal).Any();
        if (!isRead) modules = [.. modules.Where(m => m.Module is not null)];
        var report = DriftReport.Of(parts.SelectMany(part => part.Hosts), modules, diagnostics, strict: parts.Any(part => part.IsStrict), undeclared: isRead ? parts.SelectMany(part => part.Undeclared) : []);
        return new MergedReport(report.ExitCode, report, ReportJson.Write(report));
    }
}
