using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;

namespace Platform.Planning;

/// <summary>Looks at hosts and plans what would remove their drift. Read-only; one round trip per host.</summary>
/// <param name="time">The operator's clock.</param>
public sealed class PlanReader(TimeProvider time)
{
    /// <summary>How long a plan can be applied where nobody says otherwise.</summary>
    public static readonly TimeSpan DefaultValidity = TimeSpan.FromHours(24);

    /// <param name="catalog">The root, and the modules asked for.</param>
    /// <param name="options">What may be planned, and for how long.</param>
    /// <param name="answered">Told of each host as it has answered.</param>
    /// <param name="cancellationToken">Ends every child process before this throws.</param>
    public async Task<PlatformPlan> ReadAsync(
        ModuleCatalog catalog, PlanOptions options, Action<HostDrift> answered, CancellationToken cancellationToken)
    {
        var commit = RootState.CommitAsync(catalog.Root.Path, cancellationToken);
        var reader = new DriftReader(catalog.Inventory, new HostReader(time), time);
        var invalid = catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error)
            .Select(d => d.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var sound = catalog.Modules.Where(m => !invalid.Contains(m.Id)).ToArray();
        List<HostDrift> hosts = [];
        await foreach (var host in reader.ReadAsync(sound, ModuleFolder.AreAllOf(catalog.Root, sound), options.Throttle, cancellationToken))
        {
            hosts.Add(host);
            answered(host);
        }

        var (id, dirty) = await commit;
        var files = new RootFiles();
        var modules = sound.ToDictionary(m => m.Id, StringComparer.Ordinal);
        var input = new PlanInput
        {
            Hosts = hosts,
            Modules = modules,
            InvalidModules = invalid,
            Inventory = catalog.Inventory,
            ComposeFileOf = files.ComposeFileOf,
            Prune = options.Prune,
            ValidFor = options.ValidFor,
            Now = time.GetUtcNow(),
        };
        return PlanBuilder.Build(input, changed => new PlanRoot(id, dirty, RootState.HashFiles(catalog.Root, changed.Select(m => modules[m]))));
    }
}

/// <summary>What may be planned.</summary>
/// <param name="Prune">Whether containers that no module declares are to be removed.</param>
/// <param name="ValidFor">How long the plan can be applied.</param>
/// <param name="Throttle">How many hosts are read at a time, 1 and up.</param>
public sealed record PlanOptions(bool Prune, TimeSpan ValidFor, int Throttle);
