using System.Collections.Frozen;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Reporting.Items;

namespace Platform.Reporting.Reading;

/// <summary>What documents have in common on their way to a report: the manifests are not at hand, so that a place is a module's file as a whole.</summary>
internal static class DocumentItems
{
    public static ItemPlaces Places { get; } = new(FrozenDictionary<string, PlatformModule>.Empty);

    public static FleetReport Report(
        ReportDocument document, string verb, IReadOnlyList<HostReport> hosts, IEnumerable<ReportedModule> modules, IEnumerable<Diagnostic> diagnostics, DateTimeOffset at, bool isWhole = false)
    {
        ReportedModule[] known = [.. modules];
        var invalid = diagnostics.Select(d => d.Module).OfType<string>().Distinct(StringComparer.Ordinal).Except(known.Select(m => m.Module), StringComparer.Ordinal);
        return FleetReport.Assemble(new ReportParts
        {
            ExitCode = document.ExitCode,
            At = at,
            Root = "",
            Verb = verb,
            Checks = document.Checks,
            WholeFleet = isWhole,
            Shard = document.Shard,
            Hosts = hosts,
            Modules = [.. known, .. invalid.Select(name => new ReportedModule { Module = name, Verdict = ModuleVerdict.Failing })],
            Items = [.. document.Items],
        });
    }
}
