using System.Management.Automation;
using Platform.Drift;
using Platform.Manifests;
using Platform.PowerShell.Completion;
using Platform.Reporting;
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

    /// <summary>A part of the fleet, <c>K/N</c>: only the modules on the hosts of that part.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Shard { get; set; }

    protected sealed override void ProcessRecord()
    {
        if (ParameterSetName == InputSet) _modules.AddRange(InputObject);
        else _names.AddRange(Id is null ? Name ?? [] : [Id]);
    }

    /// <summary>The modules that are meant, root by root. To be asked at the end: all modules of a host are asked for in one round trip.</summary>
    /// <param name="readPiped">Whether the manifests of piped modules are read again, so that what is wrong with them is known.</param>
    private protected IEnumerable<ModuleTargets> Targets(bool readPiped = false)
    {
        var shard = ShardOf(Shard);
        foreach (var group in _modules.DistinctBy(m => m.Path, StringComparer.Ordinal).GroupBy(m => Root ?? m.Root, StringComparer.Ordinal).ToArray())
        {
            var root = FindRoot(group.Key);
            PlatformModule[] fleet = [.. group.Where(Filter.Matches)];
            if (readPiped)
            {
                var piped = new ModuleSelection([.. fleet.Select(m => new ModuleFolder(m.Id, System.IO.Path.GetDirectoryName(m.Path)!))], []); // a manifest lies in a folder
                var read = Interruptible(stop => RootReading.Read(this, root, piped, stop, shard));
                yield return new ModuleTargets(read, read.Modules, piped) { Fleet = () => read.Fleet, AreWholeFleet = read.IsWholeFleet, Shard = ShardReport.Of(read.Shard) };
                continue;
            }

            PlatformModule[] part = shard is null ? fleet : [.. fleet.Where(m => shard.Has(m.Host))];
            yield return new ModuleTargets(Interruptible(stop => RootReading.Read(this, root, new ModuleSelection([], []), stop)), part, null)
            {
                Fleet = () => fleet,
                AreWholeFleet = ModuleFolder.AreAllOf(root, fleet),
                Shard = shard is null ? null : ShardReport.Of(ModuleShard.Of(shard, fleet.ToDictionary(m => m.Id, m => m.Host, StringComparer.Ordinal), part)),
            };
        }

        // Something was to be piped in and nothing came: not the same as no name at all.
        if (_names.Count == 0 && (MyInvocation.ExpectingInput || _modules.Count > 0)) yield break;
        var named = FindRoot(Root);
        var selection = Interruptible(stop => Filter.Narrow(this, named, RootReading.Select(this, named, _names, judges: true), stop));
        var catalog = Interruptible(stop => RootReading.Read(this, named, selection, stop, shard));
        yield return new ModuleTargets(catalog, catalog.Modules, selection) { Fleet = () => catalog.Fleet, AreWholeFleet = catalog.IsWholeFleet, Shard = ShardReport.Of(catalog.Shard) };
    }

    /// <summary>A question to each host of modules that are not external, announced on the verbose stream.</summary>
    private protected HostQuestion[] Ask(ModuleTargets targets)
    {
        HostQuestion[] questions = [.. ModuleCatalog.HostsToAskOf(targets.Modules).Select(host => HostQuestion.Ask(targets.Catalog.Inventory, host, SnapshotRequest.Probe))];
        Announce(questions);
        return questions;
    }

    /// <summary>Looks at the hosts of modules for what judges more than drift.</summary>
    /// <param name="targets">The modules.</param>
    /// <param name="withOrphans">Whether containers that no module declares are to be told, where all modules of the root are known.</param>
    private protected HostsLook Look(ModuleTargets targets, bool withOrphans = false)
    {
        List<ModuleDrift> modules = [];
        List<ModuleDrift> undeclared = [];
        List<HostReport> hosts = [];
        var reader = new DriftCheck(targets.Catalog.Inventory, Reader, TimeProvider.System);
        Receive(
            Ask(targets).Select(q => q.Name),
            stop => reader.ReadAsync(targets.Modules, withOrphans && targets.AreWholeFleet, ThrottleLimit, stop, fleet: targets.Fleet),
            drift => drift.Observation?.Host,
            drift =>
            {
                modules.AddRange(drift.Modules);
                undeclared.AddRange(drift.Undeclared);
                if (drift.Observation is not { } observation) return;
                hosts.Add(HostReport.Of(observation, TimeProvider.System.GetUtcNow()));
                Announce(observation);
                if (observation.Failure is { } failure) WriteError(Failure.HostUnreachable(drift.Host, failure));
            });
        return new HostsLook(modules, [.. hosts.OrderBy(host => host.Host, StringComparer.Ordinal)]) { Undeclared = undeclared };
    }

    /// <param name="Catalog">What was read of their root.</param>
    /// <param name="Modules">The modules.</param>
    /// <param name="Selection">What was named; null for modules that were piped in.</param>
    private protected sealed record ModuleTargets(ModuleCatalog Catalog, IReadOnlyList<PlatformModule> Modules, ModuleSelection? Selection)
    {
        /// <summary>Gives the modules of all shards.</summary>
        public required Func<IReadOnlyList<PlatformModule>> Fleet { get; init; }

        /// <summary>Which part of them this is; null for all.</summary>
        public ShardReport? Shard { get; init; }

        /// <summary>Whether these are all modules of the root, or of the shard.</summary>
        public required bool AreWholeFleet { get; init; }
    }
}
