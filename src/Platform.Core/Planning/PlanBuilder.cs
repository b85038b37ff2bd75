using Platform.Compose;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Files;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Snapshots;
using Platform.Text;

namespace Platform.Planning;

/// <summary>Makes a plan of what was compared. Pure: no clock, no files, no host.</summary>
internal sealed class PlanBuilder
{
    private readonly PlanInput _input;
    private readonly List<BlockedChange> _blocked = [];
    private readonly List<PlanHost> _hosts = [];
    private readonly List<PlanChange> _changes = [];
    private int _units;

    private PlanBuilder(PlanInput input) => _input = input;

    /// <param name="input">What was compared, and what of the root it rests on.</param>
    /// <param name="root">Commit and file hashes, for the modules that changes were found for.</param>
    public static PlatformPlan Build(PlanInput input, Func<IReadOnlyCollection<string>, PlanRoot> root)
    {
        var builder = new PlanBuilder(input);
        foreach (var host in input.Hosts.OrderBy(h => h.Host, StringComparer.Ordinal)) builder.Add(host);
        foreach (var module in input.InvalidModules.Order(StringComparer.Ordinal))
            builder._blocked.Add(new BlockedChange(module, null, ["MANIFEST_INVALID"], "its manifest is invalid; see platformctl validate"));
        return builder.Finish(root);
    }

    private void Add(HostDrift host)
    {
        if (host.Observation is null) return;
        foreach (var drift in host.Modules.Where(m => m.Status is DriftStatus.Unreachable)) Block(drift, drift.Findings[0].Message);
        if (host.Observation.Snapshot is not { } snapshot || _input.Inventory.Find(host.Host) is not { } definition) return;

        Dictionary<string, IReadOnlyList<PlanChange>> planned = new(StringComparer.Ordinal);
        List<SeenModule> seen = [];
        foreach (var drift in host.Modules.Where(m => m is { Status: DriftStatus.Drifted, Module: not null }))
        {
            var module = _input.Modules[drift.Module!];
            if (_input.RefusalOf(module) is { IsMissing: false } refusal)
            {
                Block(drift, $"{module.Runtime.ComposeFile} of the root {refusal.What}");
                continue;
            }

            var (changes, blocked) = ModulePlanner.Plan(module, drift, snapshot, definition, _input.ComposeFileOf(module));
            if (blocked is not null)
            {
                Block(drift, blocked);
                continue;
            }

            planned[module.Id] = changes;
            seen.Add(SeenModule.Of(drift, snapshot, module.Runtime.ComposeFile));
        }

        HashSet<(string Owner, string Dependent)> bonds = [];
        foreach (var id in planned.Keys.Order(StringComparer.Ordinal).ToArray()) AddDependents(id, host, snapshot, definition, planned, seen, bonds);
        foreach (var drift in host.Modules.Where(m => m.Status is not DriftStatus.Unreachable && m.NotCompared.Count > 0)) LeaveOpen(drift);
        bonds.RemoveWhere(b => !planned.ContainsKey(b.Owner));
        var order = ChangeOrder.Of(
            planned.Keys.Select(id => _input.Modules[id]),
            m => Dependencies(m).Concat(bonds.Where(b => b.Dependent == m.Id).Select(b => _input.Modules[b.Owner].Runtime.ComposeService!)));
        var changesOf = order.Select(m => planned[m.Id]).ToArray();
        foreach (var unit in ChangeOrder.Units(changesOf, (one, other) => bonds.Contains((one, other)) || bonds.Contains((other, one)))) Number(unit);
        foreach (var orphan in host.Modules.Where(m => m.Module is null)) AddOrphan(orphan, definition, seen, host);
        if (seen.Count == 0) return;
        seen.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        _hosts.Add(new PlanHost(
            host.Host, definition.PlatformDirectory!, host.Observation.IsRecorded, ToMilliseconds(snapshot.ObservedAt), SeenModule.FingerprintOf(seen), seen));
    }

    /// <summary>
    /// Plans the containers again that do not outlive a module's, or nothing of the module: whoever is left out would be left
    /// without its network.
    /// </summary>
    private void AddDependents(
        string owner, HostDrift host, HostSnapshot snapshot, HostDefinition definition, Dictionary<string, IReadOnlyList<PlanChange>> planned,
        List<SeenModule> seen, HashSet<(string Owner, string Dependent)> bonds)
    {
        if (!IsReplaced(planned[owner])) return;
        Dictionary<string, (IReadOnlyList<PlanChange> Changes, SeenModule Seen)> more = new(StringComparer.Ordinal);
        List<string> dependents = [];
        foreach (var container in Dependents.Of(_input.Modules[owner], snapshot, DefinitionOf(_input.Modules[owner])))
        {
            var module = _input.Modules.Values.FirstOrDefault(m => m.Host == host.Host && ContainerMatch.IsOf(container, m.Runtime));
            if (module?.Runtime.DesiredState is DesiredState.Completed) continue; // a job that is done needs nothing any more
            var drift = host.Modules.FirstOrDefault(d => d.Module is not null && d.Module == module?.Id);
            string? fault = module is null || drift is null or { Status: DriftStatus.Skipped or DriftStatus.Unreachable } ? "it belongs to no module that is planned with it" : null;
            if (fault is null && !(planned.TryGetValue(module!.Id, out var own) && IsReplaced(own)))
            {
                (var changes, fault) = ModulePlanner.Plan(module, drift!, snapshot, definition, _input.ComposeFileOf(module), isDependent: true);
                more[module.Id] = (changes, SeenModule.Of(drift!, snapshot, module.Runtime.ComposeFile));
            }

            if (fault is not null)
            {
                planned.Remove(owner);
                seen.RemoveAll(m => m.Module == owner);
                Block(host.Modules.First(d => d.Module == owner), $"container {container.Name} depends on the container that would be replaced, and cannot be recreated with it: {fault}");
                return;
            }

            dependents.Add(module!.Id);
        }

        bonds.UnionWith(dependents.Select(id => (owner, id)));
        foreach (var (id, (changes, module)) in more)
        {
            planned[id] = changes;
            _blocked.RemoveAll(b => b.Module == id && b.Host == host.Host);
            seen.RemoveAll(m => m.Module == id);
            seen.Add(module);
        }
    }

    private static bool IsReplaced(IReadOnlyList<PlanChange> changes) => changes.Any(c => c.Action is PlanAction.Recreate or PlanAction.Create or PlanAction.Scale or PlanAction.Run);

    /// <summary>What no module declares is reported; it is removed only where that was asked for.</summary>
    private void AddOrphan(ModuleDrift orphan, HostDefinition host, List<SeenModule> seen, HostDrift drift)
    {
        var target = new PlanTarget { Container = orphan.Live?.Containers[0].ContainerName };
        var command = ChangeCommand.Of(PlanAction.Remove, target)?.ToString();
        if (!_input.Prune || command is null || host.PlatformDirectory is null)
        {
            Block(orphan, orphan.Findings[0].Message + (_input.Prune ? "; it cannot be removed by a plan" : "; left alone without --prune"));
            return;
        }

        if (drift.Observation!.Snapshot!.Containers.Any(c => c is { IsOneOff: true, State.Status: ContainerStatus.Running } && c.Id == orphan.Live!.Containers[0].ContainerId))
        {
            Block(orphan, orphan.Findings[0].Message + "; it still runs: let it end, or stop it by hand");
            return;
        }

        seen.Add(SeenModule.Of(orphan, drift.Observation!.Snapshot!, null));
        Number([new PlanChange
        {
            Number = 0,
            Unit = 0,
            Module = null,
            Host = orphan.Host,
            Action = PlanAction.Remove,
            From = target.Container,
            To = null,
            Reasons = [FindingCode.ContainerOrphaned],
            Facts = [new PlanFact(FactChange.Remove, "container", null, TerminalText.Clean(target.Container!), null)],
            Risk = new PlanRisk(null, null, InternetExposed: false),
            Command = command,
            Target = target,
        }]);
    }

    private void Number(IReadOnlyList<PlanChange> unit)
    {
        _units++;
        foreach (var change in unit) _changes.Add(change with { Number = _changes.Count + 1, Unit = _units });
    }

    private void Block(ModuleDrift drift, string message) => _blocked.Add(new BlockedChange(
        drift.Module, drift.Host,
        [.. drift.Findings.Where(f => f.Severity is FindingSeverity.Drift || drift.Status is DriftStatus.Unreachable).Select(f => f.Code).Distinct(StringComparer.Ordinal)],
        message));

    /// <summary>What was not compared of a module, or is in doubt, is said; nothing is planned for it.</summary>
    private void LeaveOpen(ModuleDrift drift) => _blocked.Add(new BlockedChange(
        drift.Module, drift.Host,
        [.. drift.LeftOpen.Select(f => f.Code).Distinct(StringComparer.Ordinal)],
        string.Join("; ", drift.LeftOpen.Select(f => f.Message))));

    private IEnumerable<string> Dependencies(PlatformModule module) => DefinitionOf(module)?.DependenciesOf(module.Runtime.ComposeService!) ?? [];

    private ComposeDefinition? DefinitionOf(PlatformModule module) => _input.ComposeFileOf(module) is { } content ? ComposeDefinition.Read(content) : null;

    private PlatformPlan Finish(Func<IReadOnlyCollection<string>, PlanRoot> root)
    {
        var all = _input.Hosts.SelectMany(h => h.Modules).ToArray();
        var drifted = all.Count(m => m is { Status: DriftStatus.Drifted, Module: not null });
        var notCompared = all.Count(m => m.NotCompared.Count > 0) + _input.InvalidModules.Count;
        var created = ToMilliseconds(_input.Now);
        return new PlatformPlan
        {
            Schema = PlatformPlan.SchemaId,
            MadeBy = PlatformPlan.Version,
            ExitCode = notCompared > 0 ? ExitCodes.OfPlan.Error : all.Any(m => m.Status is DriftStatus.Drifted) ? ExitCodes.OfPlan.Drift : ExitCodes.OfPlan.NoDrift,
            Summary = new PlanSummary(
                all.Count(m => m.Module is not null) + _input.InvalidModules.Count, drifted, _changes.Count, _blocked.Count, notCompared),
            CreatedAt = created,
            ExpiresAt = created + _input.ValidFor,
            Scope = new PlanScope([.. _input.Modules.Keys.Order(StringComparer.Ordinal)], _input.IsWholeFleet, _input.Prune, PlanScope.StatefulOf(_changes)),
            Root = root([.. _changes.Select(c => c.Module).OfType<string>().Distinct(StringComparer.Ordinal)]),
            Hosts = _hosts,
            Changes = _changes,
            Blocked = [.. _blocked.OrderBy(b => b.Host, StringComparer.Ordinal).ThenBy(b => b.Module, StringComparer.Ordinal)],
        };
    }

    // As the file has them, so that a plan read back is the plan that was written.
    private static DateTimeOffset ToMilliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}

/// <summary>What a plan is made of.</summary>
internal sealed record PlanInput
{
    public required IReadOnlyList<HostDrift> Hosts { get; init; }

    /// <summary>The modules that were compared, by id.</summary>
    public required IReadOnlyDictionary<string, PlatformModule> Modules { get; init; }

    /// <summary>Modules that were asked for and whose manifests are invalid.</summary>
    public required IReadOnlyCollection<string> InvalidModules { get; init; }

    public required HostInventory Inventory { get; init; }

    /// <summary>Content of a module's compose file in the root; null where it cannot be read.</summary>
    public required Func<PlatformModule, byte[]?> ComposeFileOf { get; init; }

    /// <summary>Why a module's compose file was not read; null where it was.</summary>
    public Func<PlatformModule, FileRefusal?> RefusalOf { get; init; } = _ => null;

    /// <summary>Whether <see cref="Modules"/> are all modules of the root.</summary>
    public required bool IsWholeFleet { get; init; }

    /// <summary>Whether containers that no module declares are to be removed.</summary>
    public required bool Prune { get; init; }

    public required TimeSpan ValidFor { get; init; }

    /// <summary>Operator's time.</summary>
    public required DateTimeOffset Now { get; init; }
}
