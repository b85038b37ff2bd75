using Platform.Policy;
using Platform.Reporting.Reading;

namespace Platform.Reporting.Merging;

internal static class PolicyMerge
{
    public static MergedReport Of(IReadOnlyList<PolicyDocument> parts)
    {
        var report = PolicyReport.Of(new PolicyOutcome
        {
            Modules = parts.Sum(part => part.Summary.Modules),
            Findings = [.. parts.SelectMany(part => part.Findings).OrderBy(finding => finding.Module, StringComparer.Ordinal)], // stable: the worst of a module stays first
            Stale = [.. parts.SelectMany(part => part.Stale).Distinct()],
            Diagnostics = [.. parts.SelectMany(part => part.Diagnostics).Distinct()],
            Configuration = PolicyConfiguration.Default with { Disabled = parts[0].Disabled.ToDictionary(rule => rule.Rule, rule => rule.Reason, StringComparer.Ordinal) },
            FailOn = parts[0].FailOn,
        });
        return new MergedReport(report.ExitCode, report, ReportJson.Write(report));
    }
}
