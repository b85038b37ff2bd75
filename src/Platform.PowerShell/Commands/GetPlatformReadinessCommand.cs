using System.Management.Automation;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Readiness;
using Platform.Reporting;

namespace Platform.PowerShell.Commands;

/// <summary>Says which modules can be upgraded, in which wave, and what blocks the others (R5.1). Read-only.</summary>
/// <remarks>
/// Manifests are enough. Hosts are asked with <c>-IncludeDrift</c> alone; a module whose host is not reached is blocked then, never ready.
/// </remarks>
/// <example>
/// <code>Get-PlatformReadiness | Where-Object Wave -eq 1</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformReadiness", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ModuleReadiness), typeof(ReadinessChange), typeof(FleetReadiness), typeof(string))]
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

    /// <summary>Gives one string instead: what <c>platformctl readiness --json</c> prints.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void BeginProcessing()
    {
        if (AsJson && Status is not null) ThrowTerminatingError(Failure.JsonIsWhole("-Status"));
        if (Since is null) return;
        if (Shard is not null) ThrowTerminatingError(Failure.SinceOfShard());
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
        var policy = PolicyEvidence.Of(catalog.Root, TimeProvider.System.GetUtcNow());
        if (policy.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).ToArray() is { Length: > 0 } wrong) ThrowTerminatingError(Failure.PolicyInvalid(wrong));
        var isWhole = selection is null ? targets.AreWholeFleet : selection.Folders.Count == ModuleFolder.AllOf(catalog.Root).Length;
        var look = IncludeDrift ? Look(targets) : null;
        var (fleet, invalid) = Interruptible(stop => (FleetChecks.ReadinessOf(catalog, modules, isWhole, look, TimeProvider.System.GetUtcNow(), stop, out var names), names));
        if (_earlier is not null) fleet = fleet with { Since = ReadinessComparison.Of(_earlier, fleet, invalid) };
        if (AsJson) WriteJson(ReportJson.Write(ReadinessReport.Of(fleet, invalid.Count > 0 ? ExitCodes.CannotWork : look?.ExitCode ?? ExitCodes.Success, look?.Hosts ?? [], catalog.Diagnostics, targets.Shard)));
        else if (Summary) WriteObject(fleet);
        else if (fleet.Since is { } since) WriteObject(since.Changes, enumerateCollection: true);
        else WriteObject(fleet.Modules.Where(m => Status is null || Status.Contains(m.Status)), enumerateCollection: true);
    }
}
