using System.Management.Automation;
using Platform.Drift;
using Platform.PowerShell.Completion;
using Platform.Reporting;
using Platform.Snapshots;

namespace Platform.PowerShell.Commands;

/// <summary>Compares modules with what their hosts run. Read-only, one connection to each host.</summary>
/// <remarks>
/// Results come host by host as the answers arrive. The modules of a host that does not answer are results of the status
/// Unreachable, and the host is one non-terminating error with the id <c>HostUnreachable</c>.
/// </remarks>
/// <example>
/// <code>Get-PlatformModule | Get-PlatformDrift | Where-Object Status -eq Drifted</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformDrift", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ModuleDrift), typeof(string))]
public sealed class GetPlatformDriftCommand : ModuleTargetCommand
{
    private readonly List<ModuleDrift> _drifted = [];
    private readonly List<ModuleDrift> _incomplete = [];

    /// <summary>Codes of findings, with or without wildcards. Only results that have one of them are given.</summary>
    [Parameter]
    [Alias("Code")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FindingCodeCompleter))]
    public string[]? FindingCode { get; set; }

    /// <summary>Gives results of this status alone. What the others say still counts for <c>-ErrorOnDrift</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public DriftStatus[]? Status { get; set; }

    /// <summary>
    /// Writes one error when all results are out and any of them has drifted, and one where any was not compared wholly, so that
    /// <c>pwsh -Command</c> exits with 1.
    /// </summary>
    [Parameter]
    public SwitchParameter ErrorOnDrift { get; set; }

    /// <summary>Gives one string instead: what <c>platformctl drift-check --json</c> prints.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void BeginProcessing()
    {
        if (AsJson && (FindingCode is not null || Status is not null)) ThrowTerminatingError(Failure.JsonIsWhole(FindingCode is null ? "-Status" : "-FindingCode"));
        foreach (var code in new NamePatterns(FindingCode).Missing(FindingCodeCompleter.Codes)) WriteError(Failure.FindingCodeNotFound(code, FindingCodeCompleter.Codes));
    }

    protected override void EndProcessing()
    {
        foreach (var targets in Targets()) ReadDrift(targets);

        // Not a terminating one: that would take the results from whoever collects them (Sort-Object, ConvertTo-Json, a variable).
        if (ErrorOnDrift && _incomplete.Count > 0) WriteError(Failure.NotCompared(_incomplete));
        if (ErrorOnDrift && _drifted.Count > 0) WriteError(Failure.DriftFound(_drifted));
    }

    private void ReadDrift(ModuleTargets targets)
    {
        var questions = Ask(targets);
        // External modules are known before any host is. They are shown with the others of their host, not apart.
        Dictionary<string, IReadOnlyList<ModuleDrift>> skipped = new(StringComparer.Ordinal);
        List<HostReport> hosts = [];
        List<ModuleDrift> all = [];
        List<ModuleDrift> undeclared = [];
        var reader = new DriftCheck(targets.Catalog.Inventory, Reader, TimeProvider.System);
        Receive(
            questions.Select(q => q.Name),
            stop => reader.ReadAsync(targets.Modules, targets.AreWholeFleet, ThrottleLimit, stop, fleet: targets.Fleet),
            drift => drift.Observation?.Host,
            drift =>
            {
                all.AddRange(drift.Modules);
                undeclared.AddRange(drift.Undeclared);
                if (drift.Observation is { } seen) hosts.Add(HostReport.Of(seen, TimeProvider.System.GetUtcNow()));
                if (drift.Observation is null)
                {
                    skipped[drift.Host] = drift.Modules;
                    return;
                }

                skipped.Remove(drift.Host, out var external);
                Write(drift, drift.Observation, external ?? []);
            });
        foreach (var external in skipped.Values) Write(external);
        if (AsJson) WriteJson(ReportJson.Write(DriftReport.Of(hosts, all, targets.Catalog.Diagnostics, strict: false, targets.Shard, undeclared)));
    }

    private void Write(IEnumerable<ModuleDrift> results)
    {
        var codes = new NamePatterns(FindingCode);
        foreach (var result in results.Where(r => FindingCode is null || r.Findings.Any(f => codes.Matches(f.Code))))
        {
            if (result.Status is DriftStatus.Drifted) _drifted.Add(result);
            if (result is { Status: not DriftStatus.Unreachable, NotCompared.Count: > 0 }) _incomplete.Add(result);
            if (!AsJson && (Status is null || Status.Contains(result.Status))) WriteObject(result);
        }
    }

    private void Write(HostDrift drift, HostObservation observation, IReadOnlyList<ModuleDrift> external)
    {
        Announce(observation);
        Write(drift.Modules);
        Write(external);
        Write(drift.Undeclared);
        if (observation.Failure is { } failure) WriteError(Failure.HostUnreachable(drift.Host, failure));
        else if (drift.Modules.FirstOrDefault(m => m.Status is DriftStatus.Unreachable) is { } unseen)
            WriteError(Failure.SnapshotIncomplete(drift.Host, unseen));
    }
}
