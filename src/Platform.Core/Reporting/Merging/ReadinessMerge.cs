using Platform.Diagnostics;
using Platform.Readiness;
using Platform.Reporting.Reading;

namespace Platform.Reporting.Merging;

internal static class ReadinessMerge
{
    public static MergedReport Of(IReadOnlyList<ReadinessDocument> parts)
    {
        Diagnostic[] diagnostics = [.. parts.SelectMany(part => part.Diagnostics).Distinct()];
        ModuleReadiness[] modules = [.. parts.SelectMany(part => part.Modules).OrderBy(module => module.Module, StringComparer.Ordinal)];
        var invalid = diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).Select(d => d.Module).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        var fleet = new FleetReadiness
        {
            At = parts.Min(part => part.At), // what is said is as old as its oldest part
            WholeFleet = parts.All(part => part.WholeFleet),
            WithDrift = parts[0].WithDrift,
            Summary = new ReadinessSummary(modules, invalid),
            Modules = modules,
            NextSteps = ReadinessStep.Next(modules),
        };
        var report = ReadinessReport.Of(
            fleet, LookedCode.Of(parts.Select(part => (part.ExitCode, part.Modules.Any(m => m.Status is not ReadinessStatus.External)))),
            [.. parts.SelectMany(part => part.Hosts).OrderBy(host => host.Host, StringComparer.Ordinal)], diagnostics);
        return new MergedReport(report.ExitCode, report, ReportJson.Write(report));
    }
}
