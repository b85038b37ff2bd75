using System.Text.Json.Serialization;
using Platform.Reporting.Items;

namespace Platform.Reporting;

/// <summary>Counts of a report. Those by severity are of items that nobody accepted.</summary>
public sealed record FleetReportSummary
{
    public required int Modules { get; init; }

    /// <summary>By verdict, as the four that follow.</summary>
    public required int Failing { get; init; }

    public required int Unknown { get; init; }

    public required int Attention { get; init; }

    public required int Good { get; init; }

    public required int External { get; init; }

    public required int Hosts { get; init; }

    public required int UnreachableHosts { get; init; }

    public required int Items { get; init; }

    public required int Open { get; init; }

    public required int Acknowledged { get; init; }

    public required int Critical { get; init; }

    public required int High { get; init; }

    public required int Medium { get; init; }

    public required int Low { get; init; }

    public required int Information { get; init; }

    /// <summary>The verdict on the whole in a sentence.</summary>
    [JsonIgnore]
    public string Sentence
    {
        get
        {
            var modules = Modules == 1 ? "module" : "modules";
            var all = $"{Modules} {modules}";
            if (Modules == 0) return "No modules in this part";
            if (Failing > 0) return $"{Failing} of {all} {(Failing == 1 ? "needs" : "need")} work";
            if (Unknown > 0) return $"{Unknown} of {all} could not be compared wholly";
            return Attention > 0 ? $"Nothing fails; {Attention} of {all} {(Attention == 1 ? "deserves" : "deserve")} a look" : $"All is well with {(Modules == 1 ? "the one module" : $"all {all}")}";
        }
    }

    public override string ToString() => Sentence;

    internal static FleetReportSummary Of(IReadOnlyCollection<ReportedModule> modules, IReadOnlyCollection<ReportItem> items, IReadOnlyCollection<HostReport> hosts)
    {
        return new FleetReportSummary
        {
            Modules = modules.Count,
            Failing = Verdicts(ModuleVerdict.Failing),
            Unknown = Verdicts(ModuleVerdict.Unknown),
            Attention = Verdicts(ModuleVerdict.Attention),
            Good = Verdicts(ModuleVerdict.Good),
            External = Verdicts(ModuleVerdict.External),
            Hosts = hosts.Count,
            UnreachableHosts = hosts.Count(h => !h.Reachable),
            Items = items.Count,
            Open = items.Count(i => !i.Acknowledged),
            Acknowledged = items.Count(i => i.Acknowledged),
            Critical = Severities(ReportSeverity.Critical),
            High = Severities(ReportSeverity.High),
            Medium = Severities(ReportSeverity.Medium),
            Low = Severities(ReportSeverity.Low),
            Information = Severities(ReportSeverity.Information),
        };

        int Verdicts(ModuleVerdict verdict) => modules.Count(m => m.Verdict == verdict);
        int Severities(ReportSeverity severity) => items.Count(i => !i.Acknowledged && i.Severity == severity);
    }
}
