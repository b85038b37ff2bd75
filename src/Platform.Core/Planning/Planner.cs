using System.Runtime.CompilerServices;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Manifests;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Planning;

/// <summary>Looks at hosts and plans what would remove their drift. Read-only; one round trip per host.</summary>
/// <param name="catalog">The root, and the modules asked for.</param>
/// <param name="options">What may be planned, and for how long.</param>
/// <param name="hosts">Looks at them.</param>
/// <param name="time">The operator's clock.</param>
public sealed class Planner(ModuleCatalog catalog, PlanOptions options, HostObserver hosts, TimeProvider time)
{
    /// <summary>How long a plan can be applied by default.</summary>
    public static readonly TimeSpan DefaultValidity = TimeSpan.FromHours(24);

    private readonly HashSet<string> _invalid = catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error)
        .Select(d => d.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Looks, yields each host as it has answered, and makes the plan when all have. A module with an invalid manifest is left out.</summary>
    /// <param name="made">Gets the plan, once, before the enumeration ends.</param>
    /// <param name="cancellationToken">Ends every child process before the enumeration throws.</param>
    public async IAsyncEnumerable<HostDrift> PlanAsync(Action<PlatformPlan> made, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var modules = Modules().ToArray();
        var commit = RootState.CommitAsync(catalog.Root, RootState.ReadFiles(catalog.Root, RootState.Inputs(catalog.Root, modules)), cancellationToken);
        var isWholeFleet = ModuleFolder.AreAllOf(catalog.Root, modules);
        List<HostDrift> seen = [];
        var check = new DriftCheck(catalog.Inventory, hosts, time);
        await foreach (var host in check.ReadAsync(modules, isWholeFleet, options.Throttle, cancellationToken, forPlan: true))
        {
            seen.Add(host);
            yield return host;
        }

        made(Build(modules, isWholeFleet, seen, check.Files, await commit));
    }

    private PlatformPlan Build(PlatformModule[] planned, bool isWholeFleet, IReadOnlyList<HostDrift> seen, RootFiles files, RootCommit commit)
    {
        var modules = planned.ToDictionary(m => m.Id, StringComparer.Ordinal);
        var input = new PlanInput
        {
            Hosts = seen,
            Modules = modules,
            InvalidModules = _invalid,
            Inventory = catalog.Inventory,
            ComposeFileOf = module => files.ComposeFileOf(module).Bytes,
            RefusalOf = module => files.ComposeFileOf(module).Refusal,
            IsWholeFleet = isWholeFleet,
            Prune = options.Prune,
            ValidFor = options.ValidFor,
            Now = time.GetUtcNow(),
        };
        return PlanBuilder.Build(input, changed => PlanRoot.Of(commit, RootState.HashFiles(catalog.Root, changed.Select(m => modules[m]))));
    }

    private IEnumerable<PlatformModule> Modules() => catalog.Modules.Where(m => !_invalid.Contains(m.Id));
}

/// <summary>What may be planned.</summary>
/// <param name="Prune">Whether containers that no module declares are to be removed. They are known where the whole fleet is asked for.</param>
/// <param name="ValidFor">How long the plan can be applied.</param>
/// <param name="Throttle">How many hosts are read at a time, 1 and up.</param>
public sealed record PlanOptions(bool Prune, TimeSpan ValidFor, int Throttle);
