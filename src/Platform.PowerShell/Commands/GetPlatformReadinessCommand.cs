using System.Management.Automation;
using Platform.Drift;
using Platform.Editing;
using Platform.Hosts;
using Platform.Manifests;
using Platform.PowerShell.Completion;
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
public sealed class GetPlatformReadinessCommand : HostCommand
{
    private const string NameSet = "Name";
    private const string InputSet = "InputObject";

    private readonly List<string> _names = [];
    private readonly List<PlatformModule> _modules = [];
    private EarlierReadiness? _earlier;

    /// <summary>Ids of modules, with or without wildcards. All modules of the root where none is named.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Module")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModuleNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The id of a piped object. It goes before its name, which for a module is one for people.</summary>
    [Parameter(ParameterSetName = NameSet, ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Id { get; set; }

    /// <summary>Modules from <c>Get-PlatformModule</c>.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PlatformModule[] InputObject { get; set; } = [];

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

    /// <summary>
    /// The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one; for piped
    /// modules the root that each was read from.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void BeginProcessing()
    {
        if (Since is null) return;
        var path = ProviderPath(Since);
        if (!EarlierReadiness.TryRead(path, IncludeDrift, out _earlier, out var error)) ThrowTerminatingError(Failure.EarlierReadinessInvalid(error, path));
    }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputSet) _modules.AddRange(InputObject);
        else _names.AddRange(Id is null ? Name ?? [] : [Id]);
    }

    // The counts are of all modules, so that all have to be known first.
    protected override void EndProcessing()
    {
        foreach (var group in _modules.DistinctBy(m => m.Path, StringComparer.Ordinal).GroupBy(m => Root ?? m.Root, StringComparer.Ordinal).ToArray())
        {
            var root = FindRoot(group.Key);
            Judge(Interruptible(stop => RootReading.Read(this, root, new ModuleSelection([], []), stop)), [.. group], isWhole: ModuleFolder.AreAllOf(root, group));
        }

        // Something was to be piped in and nothing came: not the same as no name at all.
        if (_names.Count == 0 && (MyInvocation.ExpectingInput || _modules.Count > 0)) return;
        var named = FindRoot(Root);
        var selection = RootReading.Select(this, named, _names, judges: true);
        var catalog = Interruptible(stop => RootReading.Read(this, named, selection, stop));
        if (selection.Folders.Count > 0) Judge(catalog, catalog.Modules, isWhole: selection.Folders.Count == ModuleFolder.AllOf(named).Length);
    }

    private void Judge(ModuleCatalog catalog, IReadOnlyList<PlatformModule> modules, bool isWhole)
    {
        string[] invalid = [.. catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).Select(d => d.Module).OfType<string>().Distinct(StringComparer.Ordinal)];
        var policy = PolicyEvidence.Of(catalog.Root, TimeProvider.System.GetUtcNow());
        if (policy.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).ToArray() is { Length: > 0 } wrong) ThrowTerminatingError(Failure.PolicyInvalid(wrong));
        var drift = IncludeDrift ? Look(catalog, modules) : null;
        var scope = new ReadinessScope(isWhole, IncludeDrift, invalid) { Edits = Interruptible(stop => EditOutlook.Of(catalog.Root, modules, stop)) };
        var fleet = FleetReadiness.Of(modules, scope, m => policy.AddTo(drift is null ? ModuleEvidence.None : ModuleEvidence.Of(drift.GetValueOrDefault(m.Id)), m), TimeProvider.System.GetUtcNow());
        if (_earlier is not null) fleet = fleet with { Since = ReadinessComparison.Of(_earlier, fleet, invalid) };
        if (Summary) WriteObject(fleet);
        else if (fleet.Since is { } since) WriteObject(since.Changes, enumerateCollection: true);
        else WriteObject(fleet.Modules, enumerateCollection: true);
    }

    private Dictionary<string, ModuleDrift> Look(ModuleCatalog catalog, IReadOnlyList<PlatformModule> modules)
    {
        Dictionary<string, ModuleDrift> results = new(StringComparer.Ordinal);
        HostQuestion[] questions =
        [
            .. modules.Where(m => m.Runtime.Orchestrator is not Orchestrator.External)
                .Select(m => m.Host).Distinct(StringComparer.Ordinal)
                .Select(host => catalog.Inventory.Ask(host, SnapshotRequest.Probe)),
        ];
        Announce(questions);
        var reader = new DriftReader(catalog.Inventory, Reader, TimeProvider.System);
        Receive(
            questions.Select(q => q.Name),
            stop => reader.ReadAsync(modules, areWholeFleet: false, ThrottleLimit, stop),
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
