using Platform.Drift;
using Platform.Readiness;
using Platform.Reporting.Items;
using Platform.Reporting.Reading;

namespace Platform.Reporting.Merging;

internal static class FleetMerge
{
    public static MergedReport Of(IReadOnlyList<FleetDocument> parts)
    {
        ReportedModule[] modules = [.. parts.SelectMany(part => part.Modules)];
        // With a manifest that could not be read, somebody may declare what seems undeclared: one run over the whole says nothing of it then.
        var isRead = modules.All(module => module.Drift is not null);
        var report = FleetReport.Assemble(new ReportParts
        {
            ExitCode = LookedCode.Of(parts.Select(part => (part.ExitCode, part.Modules.Any(IsAsked)))),
            At = parts.Min(part => part.At),
            Root = parts[0].Root,
            Verb = parts[0].Verb,
            Checks = parts[0].Ran,
            WholeFleet = parts.All(part => part.WholeFleet),
            Hosts = [.. parts.SelectMany(part => part.Hosts)],
            Modules = modules,
            Items = [.. OfNoModuleOnce(parts.SelectMany(part => part.Found)).Where(item => isRead || item.Code is not (FindingCode.ContainerOrphaned or FindingCode.ContainerUndeclared))],
        });
        return new MergedReport(report.ExitCode, report, ReportJson.Write(report));
    }

    private static bool IsAsked(ReportedModule module) => module.Drift?.Status is not (null or DriftStatus.Skipped) && module.Readiness?.Status is not ReadinessStatus.External;

    /// <summary>What is wrong with hosts.yaml every shard says.</summary>
    private static IEnumerable<ReportItem> OfNoModuleOnce(IEnumerable<ReportItem> items)
    {
        HashSet<string> said = new(StringComparer.Ordinal);
        return items.Where(item => item.Module is not null || item.Check is not ReportCheck.Manifest || said.Add(item.Fingerprint));
    }
}
