using System.Management.Automation;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Editing;
using Platform.Manifests;
using Platform.Readiness;

namespace Platform.PowerShell.Commands;

/// <summary>Says which modules can be upgraded, in which wave, and what blocks the others (R5.1). Read-only.</summary>
/// <remarks>
/// Manifests are enough. Hosts are asked with <c>-IncludeDrift</c> alone; a module whose host is not reached is blocked then, never ready.
/// </remarks>
/// <example>
/// <code>Get-PlatformReadiness | Where-Object Wave -eq 1</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformReadiness", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ModuleReadiness), typeof(ReadinessChange), typeof(FleetReadiness))]
public sealed class GetPlatformReadinessCommand : ModuleTargetCommand
{
    private EarlierReadiness? _earlier;

    /// <summary>Asks the hosts too: drift, and a host whose state is not known, block.</summary>
    [Parameter]
    public SwitchParameter IncludeDrift { get; set; }

    /// <summary>An earlier document of <c>platformctl readiness --json</c>. Given are the modules that have changed since.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Since { get; set; }

    /// <summary>Gives one object with the counts, the waves and the next steps, which has the modules in it.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Gives modules of this status alone; counts are of all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ReadinessStatus[]? Status { get; set; }

    protected override void BeginProcessing()
    {
        if (Since is null) return;
        var path = ProviderPath(Since);
        if (!EarlierReadiness.TryRead(path, IncludeDrift, out _earlier, out var error)) ThrowTerminatingError(Failure.EarlierReadinessInvalid(error, path));
    }

    // The counts are of all modules, so that all have to be known first.
    protected override void EndProcessing()
    {
        foreach (var targets in Targets())
            if (targets.Selection is not { Folders.Count: 0 }) Judge(targets);
    }

    private void Judge(ModuleTargets targets)
    {
        var (catalog, modules, selection) = targets;
        if (_earlier is not null && Since is not null && _earlier.FaultIn(ProviderPath(Since), catalog.Root) is { } fault) ThrowTerminatingError(Failure.EarlierReadinessInvalid(fault, ProviderPath(Since)));
        var isWhole = selection is null ? ModuleFolder.AreAllOf(catalog.Root, modules) : selection.Folders.Count == ModuleFolder.AllOf(catalog.Root).Length;
        string[] invalid = [.. catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).Select(d => d.Module).OfType<string>().Distinct(StringComparer.Ordinal)];
        var policy = PolicyEvidence.Of(catalog.Root, TimeProvider.System.GetUtcNow());
        if (policy.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).ToArray() is { Length: > 0 } wrong) ThrowTerminatingError(Failure.PolicyInvalid(wrong));
        var drift = IncludeDrift ? Look(targets) : null;
        var scope = new ReadinessScope(isWhole, IncludeDrift, invalid) { Edits = Interruptible(stop => EditOutlook.Of(catalog.Root, modules, stop)) };
        var fleet = FleetReadiness.Of(modules, scope, m => policy.AddTo(drift is null ? ModuleEvidence.None : ModuleEvidence.Of(drift.GetValueOrDefault(m.Id)), m), TimeProvider.System.GetUtcNow());
        if (_earlier is not null) fleet = fleet with { Since = ReadinessComparison.Of(_earlier, fleet, invalid) };
        if (Summary) WriteObject(fleet);
        else if (fleet.Since is { } since) WriteObject(since.Changes, enumerateCollection: true);
        else WriteObject(fleet.Modules.Where(m => Status is null || Status.Contains(m.Status)), enumerateCollection: true);
    }

    private Dictionary<string, ModuleDrift> Look(ModuleTargets targets)
    {
        Dictionary<string, ModuleDrift> results = new(StringComparer.Ordinal);
        var questions = Ask(targets);
        var reader = new DriftCheck(targets.Catalog.Inventory, Reader, TimeProvider.System);
        Receive(
            questions.Select(q => q.Name),
            stop => reader.ReadAsync(targets.Modules, areWholeFleet: false, ThrottleLimit, stop),
            drift => drift.Observation?.Host,
            drift =>
            {
                foreach (var module in drift.Modules)
                    if (module.Module is { } id) results[id] = module;
                if (drift.Observation is not { } observation) return;
                Announce(observation);
                if (observation.Failure is { } failure) WriteError(Failure.HostUnreachable(drift.Host, failure));
            });
        return results;
    }
}
