using System.Runtime.CompilerServices;
using Platform.Compose;
using Platform.Files;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Shell;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>Reads the hosts of some modules and compares, host by host as the answers come.</summary>
/// <param name="inventory">Where the hosts are.</param>
/// <param name="hosts">Looks at them.</param>
/// <param name="time">The operator's clock.</param>
public sealed class DriftCheck(HostInventory inventory, HostObserver hosts, TimeProvider time)
{
    /// <summary>The compose files of the roots, which a plan goes on to use.</summary>
    internal RootFiles Files { get; } = new();

    /// <summary>
    /// Yields one result per host, in order of arrival, after one with the modules that need none. Each host costs one
    /// round trip, whatever the number of its modules.
    /// </summary>
    /// <param name="modules">The modules to compare.</param>
    /// <param name="areWholeFleet">
    /// Whether these are all modules of the root. Only then can a container be told that no module declares.
    /// </param>
    /// <param name="throttle">How many hosts are read at a time, 1 and up.</param>
    /// <param name="cancellationToken">Ends every child process before the enumeration throws.</param>
    /// <param name="forPlan">Whether a plan is to rest on it, which needs fingerprints.</param>
    /// <param name="fleet">Gives all modules that were selected, where <paramref name="modules"/> are a shard of them; null where they are all.</param>
    public async IAsyncEnumerable<HostDrift> ReadAsync(
        IReadOnlyList<PlatformModule> modules, bool areWholeFleet, int throttle, [EnumeratorCancellation] CancellationToken cancellationToken, bool forPlan = false,
        Func<IReadOnlyList<PlatformModule>>? fleet = null)
    {
        var byHost = modules
            .Where(m => !m.IsExternal)
            .GroupBy(m => m.Host, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        foreach (var external in modules.Where(m => m.IsExternal)
            .GroupBy(m => m.Host, StringComparer.Ordinal))
        {
            yield return new HostDrift(external.Key, null, [.. external.Select(Skip)]);
        }

        HostQuestion[] questions = [.. byHost.Keys.Select(host => HostQuestion.Ask(inventory, host, RequestFor(byHost[host], Files) with { WithEngineId = forPlan, WithOthers = areWholeFleet && !forPlan }))];
        await foreach (var observation in hosts.ReadAllAsync(questions, throttle, cancellationToken))
        {
            var now = time.GetUtcNow();
            var compared = byHost[observation.Host].Select(m => DriftComparer.Compare(m, observation, Files.ComposeFileOf(m), now, Files.BehindComposeFileOf(m)));
            var orphans = areWholeFleet ? Orphans.Find(observation, modules, now, fleet) : [];
            yield return new HostDrift(observation.Host, observation, [.. compared, .. orphans]) { Undeclared = areWholeFleet && !forPlan ? [.. Undeclared.Find(observation, modules, now)] : [] };
        }
    }

    /// <summary>What has to be asked of a host for these modules.</summary>
    public static SnapshotRequest RequestFor(IEnumerable<PlatformModule> modules) => RequestFor(modules, new RootFiles());

    /// <param name="modules">Modules of one host.</param>
    /// <param name="root">Where files that theirs include or extend are to be looked up; null to leave those out.</param>
    internal static SnapshotRequest RequestFor(IEnumerable<PlatformModule> modules, RootFiles? root)
    {
        SortedSet<string> projects = new(StringComparer.Ordinal);
        SortedSet<string> services = new(StringComparer.Ordinal);
        SortedSet<string> names = new(StringComparer.Ordinal);
        SortedSet<string> files = new(StringComparer.Ordinal);
        SortedSet<string> secret = new(StringComparer.Ordinal);
        List<ServiceFile> owners = [];
        PlatformModule[] ours = [.. modules.Where(m => !m.IsExternal)];
        foreach (var module in ours)
        {
            var runtime = module.Runtime;
            if (root?.BehindComposeFileOf(module) is { } behind)
            {
                files.UnionWith(behind.Included.Keys);
                secret.UnionWith(behind.Named.Where(file => file.IsInRoot).Select(file => file.Path));
            }

            projects.Add(runtime.ComposeProject);
            if (runtime.ComposeService is { } service) services.Add(service);
            if (runtime.ContainerName is { } name) names.Add(name);
            if (runtime.ComposeFile is not { } file) continue;
            files.Add(file);
            if (runtime.ComposeService is { } declared) owners.Add(new ServiceFile(runtime.ComposeProject, declared, file));
        }

        SnapshotRequest request = new() { Projects = [.. projects], Services = [.. services], ContainerNames = [.. names], Files = [.. files], SecretFiles = [.. secret], Owners = [.. owners.OrderBy(owner => owner.ToString(), StringComparer.Ordinal)] };
        return root is null ? request : WithContents(request, ours, module => root.ComposeFileOf(module).Bytes);
    }

    /// <summary>
    /// The same request, and what to ask of content that the containers of modules have from their compose files, as far as no variable decides its place.
    /// </summary>
    /// <param name="request">What else is asked.</param>
    /// <param name="modules">The modules.</param>
    /// <param name="composeFileOf">The compose file of one in the root; null where it cannot be read.</param>
    internal static SnapshotRequest WithContents(SnapshotRequest request, IEnumerable<PlatformModule> modules, Func<PlatformModule, byte[]?> composeFileOf)
    {
        SortedDictionary<string, ServiceFile> places = new(StringComparer.Ordinal);
        SortedDictionary<string, ProjectVariable> variables = new(StringComparer.Ordinal);
        foreach (var file in modules.GroupBy(composeFileOf)) // which modules share, and which is read once
        {
            if (file.Key is null) continue;
            var definition = ComposeDefinition.Read(file.Key);
            foreach (var (project, service, content) in file.SelectMany(m => m.Runtime.ComposeService is { } service ? definition.ContentsOf(service).Select(content => (m.Runtime.ComposeProject, service, content)) : []))
            {
                if (ShellName.IsAbsolutePath(content.Path) && new ServiceFile(project, service, content.Path) is var place) places[place.ToString()] = place;
                if (content.Variable is { } name && ShellName.IsVariable(name) && new ProjectVariable(project, name) is var variable) variables[variable.ToString()] = variable;
            }
        }

        return request with { Contents = [.. places.Values], Variables = [.. variables.Values] };
    }

    private ModuleDrift Skip(PlatformModule module) =>
        DriftComparer.Compare(module, new HostObservation { Host = module.Host }, FileContent.Missing, time.GetUtcNow());
}

/// <summary>The modules of one host, compared.</summary>
/// <param name="Host">Name of the host.</param>
/// <param name="Observation">What was seen of it; null for modules that need no look (external ones).</param>
/// <param name="Modules">One result per module, and one per container that no module declares.</param>
public sealed record HostDrift(string Host, HostObservation? Observation, IReadOnlyList<ModuleDrift> Modules)
{
    /// <summary>
    /// What else the host runs and no module declares, one result per container: known where all modules of the root are compared, and from a
    /// recorded snapshot of all containers. It is no drift.
    /// </summary>
    public IReadOnlyList<ModuleDrift> Undeclared { get; init; } = [];
}
