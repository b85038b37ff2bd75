using System.Management.Automation;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.PowerShell.Completion;

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
[OutputType(typeof(ModuleDrift))]
public sealed class GetPlatformDriftCommand : HostCommand
{
    private const string NameSet = "Name";
    private const string InputSet = "InputObject";

    private readonly List<string> _names = [];
    private readonly List<PlatformModule> _modules = [];
    private readonly List<ModuleDrift> _drifted = [];
    private readonly List<ModuleDrift> _incomplete = [];

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

    /// <summary>
    /// The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one; for piped
    /// modules the root that each was read from.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Codes of findings, with or without wildcards. Only results that have one of them are given.</summary>
    [Parameter]
    [Alias("Code")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FindingCodeCompleter))]
    public string[]? FindingCode { get; set; }

    /// <summary>
    /// Writes one error when all results are out and any of them has drifted, and one where any was not compared wholly, so that
    /// <c>pwsh -Command</c> exits with 1.
    /// </summary>
    [Parameter]
    public SwitchParameter ErrorOnDrift { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputSet) _modules.AddRange(InputObject);
        else _names.AddRange(Id is null ? Name ?? [] : [Id]);
    }

    protected override void BeginProcessing()
    {
        foreach (var code in new NamePatterns(FindingCode).Missing(FindingCodeCompleter.Codes)) WriteError(Failure.FindingCodeNotFound(code, FindingCodeCompleter.Codes));
    }

    // All modules of a host are asked for in one round trip, so every module has to be known first.
    protected override void EndProcessing()
    {
        if (_modules.Count > 0) ReadDriftOfModules();

        // Something was to be piped in and nothing came: not the same as no name at all.
        if (_names.Count > 0 || (!MyInvocation.ExpectingInput && _modules.Count == 0)) ReadDriftOfNames();

        // Not a terminating one: that would take the results from whoever collects them (Sort-Object, ConvertTo-Json, a variable).
        if (ErrorOnDrift && _incomplete.Count > 0) WriteError(Failure.NotCompared(_incomplete));
        if (ErrorOnDrift && _drifted.Count > 0) WriteError(Failure.DriftFound(_drifted));
    }

    private void ReadDriftOfNames()
    {
        var root = FindRoot(Root);
        var selection = RootReading.Select(this, root, _names, judges: true);
        var catalog = Interruptible(stop => RootReading.Read(this, root, selection, stop));
        ReadDrift(catalog, catalog.Modules);
    }

    private void ReadDriftOfModules()
    {
        var byRoot = _modules.DistinctBy(m => m.Path, StringComparer.Ordinal).GroupBy(m => Root ?? m.Root, StringComparer.Ordinal);
        foreach (var group in byRoot.ToArray())
        {
            var root = FindRoot(group.Key);
            var catalog = Interruptible(stop => RootReading.Read(this, root, new ModuleSelection([], []), stop));
            ReadDrift(catalog, [.. group]);
        }
    }

    private void ReadDrift(ModuleCatalog catalog, IReadOnlyList<PlatformModule> modules)
    {
        HostQuestion[] questions =
        [
            .. modules.Where(m => m.Runtime.Orchestrator is not Orchestrator.External)
                .Select(m => m.Host).Distinct(StringComparer.Ordinal)
                .Select(host => catalog.Inventory.Ask(host, SnapshotRequest.Probe)),
        ];
        Announce(questions);
        // External modules are known before any host is. They are shown with the others of their host, not apart.
        Dictionary<string, IReadOnlyList<ModuleDrift>> skipped = new(StringComparer.Ordinal);
        var areWholeFleet = ModuleFolder.AreAllOf(catalog.Root, modules);
        var reader = new DriftReader(catalog.Inventory, Reader, TimeProvider.System);
        Receive(
            questions.Select(q => q.Name),
            stop => reader.ReadAsync(modules, areWholeFleet, ThrottleLimit, stop),
            drift => drift.Observation?.Host,
            drift =>
            {
                if (drift.Observation is null)
                {
                    skipped[drift.Host] = drift.Modules;
                    return;
                }

                skipped.Remove(drift.Host, out var external);
                Write(drift, drift.Observation, external ?? []);
            });
        foreach (var external in skipped.Values) Write(external);
    }

    private void Write(IEnumerable<ModuleDrift> results)
    {
        var codes = new NamePatterns(FindingCode);
        foreach (var result in results.Where(r => FindingCode is null || r.Findings.Any(f => codes.Matches(f.Code))))
        {
            if (result.Status is DriftStatus.Drifted) _drifted.Add(result);
            if (result is { Status: not DriftStatus.Unreachable, NotCompared.Count: > 0 }) _incomplete.Add(result);
            WriteObject(result);
        }
    }

    private void Write(HostDrift drift, HostObservation observation, IReadOnlyList<ModuleDrift> external)
    {
        Announce(observation);
        Write(drift.Modules);
        Write(external);
        if (observation.Failure is { } failure) WriteError(Failure.HostUnreachable(drift.Host, failure));
        else if (drift.Modules.FirstOrDefault(m => m.Status is DriftStatus.Unreachable) is { } unseen)
            WriteError(Failure.SnapshotIncomplete(drift.Host, unseen));
    }
}
