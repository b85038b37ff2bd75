using Platform.Diagnostics;
using Platform.Drift;
using Platform.Manifests;
using Platform.Policy;
using Platform.Readiness;
using Platform.Reporting.Items;

namespace Platform.Reporting;

/// <summary>What the checks of one run said, from which a report is made. A check that did not run is null.</summary>
public sealed record ReportSources
{
    /// <summary>The verb that ran.</summary>
    public required string Verb { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of the root's folder.</summary>
    public required string Root { get; init; }

    /// <summary>Names of the folders of all modules that were asked for, valid or not.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>The modules that could be read.</summary>
    public required IReadOnlyList<PlatformModule> Modules { get; init; }

    public required int ExitCode { get; init; }

    /// <summary>Whether these are all modules of the root.</summary>
    public required bool WholeFleet { get; init; }

    public ShardReport? Shard { get; init; }

    /// <summary>What is wrong with files, for whatever check: an invalid manifest leaves every check incomplete.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Whether manifests were what was asked about.</summary>
    public bool Manifests { get; init; }

    public PolicyOutcome? Policy { get; init; }

    public IReadOnlyList<ModuleDrift>? Drift { get; init; }

    public IReadOnlyList<HostReport> Hosts { get; init; } = [];

    public FleetReadiness? Readiness { get; init; }

    internal IReadOnlyList<ReportCheck> Checks =>
    [
        .. Manifests ? (ReportCheck[])[ReportCheck.Manifest] : [],
        .. Policy is not null ? (ReportCheck[])[ReportCheck.Policy] : [],
        .. Drift is not null ? (ReportCheck[])[ReportCheck.Drift] : [],
        .. Readiness is not null ? (ReportCheck[])[ReportCheck.Readiness] : [],
    ];

    internal IEnumerable<ReportItem> ItemsWith(ItemPlaces places, Func<string, string?> hostOf) =>
    [
        .. DiagnosticItems.Of(Diagnostics.Concat(Policy?.Diagnostics ?? []), hostOf),
        .. Policy is null ? [] : PolicyItems.Of(Policy.Findings, Policy.FailOn),
        .. DriftItems.Of(Drift ?? [], places),
        .. ReadinessItems.Of(Readiness?.Modules ?? [], places, besideOthers: Policy is not null || Drift is not null),
    ];

    internal ReportedModule[] ReportedModules()
    {
        var read = Modules.ToDictionary(m => m.Id, StringComparer.Ordinal);
        var drift = (Drift ?? []).Where(d => d.Module is not null).ToDictionary(d => d.Module ?? "", StringComparer.Ordinal);
        var readiness = (Readiness?.Modules ?? []).ToDictionary(m => m.Module, StringComparer.Ordinal);
        return
        [
            .. Folders.Distinct(StringComparer.Ordinal).Select(name => new ReportedModule
            {
                Module = name,
                Host = read.GetValueOrDefault(name)?.Host,
                Tier = read.GetValueOrDefault(name)?.Tier,
                Verdict = ModuleVerdict.Good, // judged when all items are there
                Drift = drift.TryGetValue(name, out var compared) ? ReportedDrift.Of(compared) : null,
                Readiness = readiness.GetValueOrDefault(name),
            }),
        ];
    }
}
