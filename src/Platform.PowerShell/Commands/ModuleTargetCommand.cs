using System.Management.Automation;
using Platform.Manifests;
using Platform.PowerShell.Completion;
using Platform.Snapshots;

namespace Platform.PowerShell.Commands;

/// <summary>What the cmdlets that look at modules and their hosts share: modules by name, or as objects.</summary>
public abstract class ModuleTargetCommand : ModuleFilterCommand
{
    private protected const string NameSet = "Name";
    private protected const string InputSet = "InputObject";

    private readonly List<string> _names = [];
    private readonly List<PlatformModule> _modules = [];

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

    protected sealed override void ProcessRecord()
    {
        if (ParameterSetName == InputSet) _modules.AddRange(InputObject);
        else _names.AddRange(Id is null ? Name ?? [] : [Id]);
    }

    /// <summary>The modules that are meant, root by root. To be asked at the end: all modules of a host are asked for in one round trip.</summary>
    private protected IEnumerable<ModuleTargets> Targets()
    {
        foreach (var group in _modules.DistinctBy(m => m.Path, StringComparer.Ordinal).GroupBy(m => Root ?? m.Root, StringComparer.Ordinal).ToArray())
        {
            var root = FindRoot(group.Key);
            yield return new ModuleTargets(Interruptible(stop => RootReading.Read(this, root, new ModuleSelection([], []), stop)), [.. group.Where(Filter.Matches)], null);
        }

        // Something was to be piped in and nothing came: not the same as no name at all.
        if (_names.Count == 0 && (MyInvocation.ExpectingInput || _modules.Count > 0)) yield break;
        var named = FindRoot(Root);
        var selection = Interruptible(stop => Filter.Narrow(this, named, RootReading.Select(this, named, _names, judges: true), stop));
        var catalog = Interruptible(stop => RootReading.Read(this, named, selection, stop));
        yield return new ModuleTargets(catalog, catalog.Modules, selection);
    }

    /// <summary>A question to each host of modules that are not external, announced on the verbose stream.</summary>
    private protected HostQuestion[] Ask(ModuleTargets targets)
    {
        HostQuestion[] questions = [.. ModuleCatalog.HostsToAskOf(targets.Modules).Select(host => HostQuestion.Ask(targets.Catalog.Inventory, host, SnapshotRequest.Probe))];
        Announce(questions);
        return questions;
    }

    /// <param name="Catalog">What was read of their root.</param>
    /// <param name="Modules">The modules.</param>
    /// <param name="Selection">What was named; null for modules that were piped in.</param>
    private protected sealed record ModuleTargets(ModuleCatalog Catalog, IReadOnlyList<PlatformModule> Modules, ModuleSelection? Selection);
}
