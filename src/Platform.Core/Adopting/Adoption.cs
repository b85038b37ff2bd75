using System.Text;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Files;
using Platform.Manifests;
using Platform.Shell;
using Platform.Snapshots;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Adopting;

/// <summary>
/// Makes modules of what a host runs undeclared (R8): each is worked out, checked as <c>validate</c> would check it, and written on its own, so that it can
/// be shown before. Nothing that is there is ever overwritten.
/// </summary>
public sealed class Adoption
{
    private readonly RootContext _context;
    private readonly ModuleCatalog _catalog;
    private readonly AdoptOptions _options;
    private readonly HashSet<string> _taken;
    private readonly bool _hint;

    private Adoption(RootContext context, ModuleCatalog catalog, AdoptOptions options)
    {
        (_context, _catalog, _options) = (context, catalog, options);
        _taken = Directory.EnumerateFileSystemEntries(catalog.Root.ModulesPath).Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _hint = File.Exists(Path.Combine(catalog.Root.Path, "schema", "module.schema.json"));
    }

    /// <summary>Opens a root. All its manifests have to be valid: of an invalid one nobody knows what it declares.</summary>
    /// <param name="catalog">All modules of the root.</param>
    /// <param name="options">What a person says of all that is adopted.</param>
    public static Adoption Open(ModuleCatalog catalog, AdoptOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new Adoption(RootContext.Open(catalog.Root), catalog, options);
    }

    /// <summary>What a host has to be asked: all containers, and their compose files only where those are to be copied.</summary>
    public HostQuestion Ask(string host)
    {
        var containers = new HostContainers(_catalog);
        return _options.CopyComposeFiles ? containers.AskWithSources(host) : containers.Ask(host);
    }

    /// <summary>Works out the modules of some containers of a host that was seen. Nothing is written.</summary>
    /// <param name="observation">What was seen of it.</param>
    /// <param name="isWanted">Which of its containers are meant. The others of a service come with it.</param>
    public IReadOnlyList<AdoptedModule> Read(HostObservation observation, Func<HostContainer, bool> isWanted)
    {
        if (observation.Snapshot is not { } snapshot || _catalog.Inventory.Find(observation.Host) is not { } host) return [];
        var declared = DeclaredContainers.Of(snapshot, _catalog.Modules);
        var wanted = new HostContainers(_catalog).Of(observation).Where(isWanted).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        AdoptedService[] services = [.. AdoptedService.Of(observation.Host, snapshot.Containers.Where(c => !c.IsOneOff)).Where(s => s.Containers.Any(c => wanted.Contains(c.Id)))];
        var source = new ComposeSource(_context, host, snapshot, _options.CopyComposeFiles);
        List<AdoptedModule> results = [.. snapshot.Containers.Where(c => c.IsOneOff && wanted.Contains(c.Id)).Select(c => OneOff(c, snapshot))];
        List<(AdoptedService Service, ServiceSource? Source)> open = [];
        foreach (var service in services)
        {
            if (service.Containers.Select(declared.ModuleOf).OfType<PlatformModule>().FirstOrDefault() is { } module) results.Add(Declared(service, module, snapshot));
            else if (FaultOf(service, source, out var found) is { } refusal) results.Add(Refuse(null, service, snapshot, refusal));
            else open.Add((service, found));
        }

        var ids = Ids([.. open.Select(o => o.Service)]);
        HashSet<string> copied = new(StringComparer.Ordinal);
        foreach (var (service, found) in open) results.Add(Make(ids.GetValueOrDefault(service), service, found, snapshot, source, copied));
        return [.. results.OrderBy(r => r.Project is null).ThenBy(r => r.Project, StringComparer.Ordinal).ThenBy(r => r.Service, StringComparer.Ordinal).ThenBy(r => r.Containers[0], StringComparer.Ordinal)];
    }

    /// <summary>Writes a pending module, compose files first; any other comes back as it is.</summary>
    public AdoptedModule Save(AdoptedModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (module.Status is not AdoptStatus.Pending) return module;
        foreach (var file in module.Staged)
        {
            var path = Path.Combine(_catalog.Root.Path, file.Path);
            if (NewFile.Make(path, file.Bytes, _context.Fence.Files) is not { } refusal) continue;
            // Services share compose files: what another run, or another service, has written meanwhile may be the very same.
            if (OrdinaryFile.Read(path, OrdinaryFile.MostWritten, _context.Fence.Files).Bytes is { } there && !file.Path.EndsWith(ModuleFolder.ManifestName, StringComparison.Ordinal) && there.AsSpan().SequenceEqual(file.Bytes)) continue;
            return module with { Status = AdoptStatus.Refused, Staged = [], Refusal = new AdoptRefusal(AdoptCode.File, $"{file.Path} {refusal.What}") };
        }

        return module with { Status = AdoptStatus.Written, Staged = [] };
    }

    private static AdoptRefusal? FaultOf(AdoptedService service, ComposeSource source, out ServiceSource? found)
    {
        found = null;
        if (service.IsExternal) return IsContainerName(service.First.Name) ? null : NotUsable($"container name {service.First.Name}");
        if (!ShellName.IsComposeProject(service.Project!)) return NotUsable($"project {service.Project}"); // a service of Compose has both
        if (!ShellName.IsComposeService(service.Service!)) return NotUsable($"service {service.Service}");
        found = source.Of(service, out var refusal);
        return refusal;
    }

    private static bool IsContainerName(string name) => ShellName.IsContainer(name) && name.Length is > 1 and <= 255;

    private static AdoptRefusal NotUsable(string what) => new(AdoptCode.NameNotUsable, TerminalText.Clean($"{what} is no name that a manifest can hold; rename it on the host"));

    /// <summary>An id for each: its own name, unless another has it or wants it; then that of its project, and of its host, before it.</summary>
    private Dictionary<AdoptedService, string> Ids(IReadOnlyList<AdoptedService> services)
    {
        var own = services.Select(s => s.Ids.Count > 0 ? s.Ids[0] : "").GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        Dictionary<AdoptedService, string> ids = new(ReferenceEqualityComparer.Instance);
        foreach (var service in services)
        {
            var candidates = service.Ids.Count > 1 ? service.Ids.Where(id => !own.Contains(id)) : service.Ids;
            if (candidates.FirstOrDefault(id => !_taken.Contains(id)) is not { } free) continue;
            _taken.Add(free);
            ids[service] = free;
        }

        return ids;
    }

    private AdoptedModule Make(string? id, AdoptedService service, ServiceSource? source, HostSnapshot snapshot, ComposeSource files, HashSet<string> copied)
    {
        if (id is null)
        {
            return Refuse(null, service, snapshot, new AdoptRefusal(AdoptCode.IdTaken, service.Ids.Count == 0
                ? $"no id can be made of {service.Service ?? service.First.Name}: an id has small letters and digits; write the manifest by hand"
                : $"modules/{string.Join(", modules/", service.Ids)} {(service.Ids.Count == 1 ? "is" : "are")} there already; rename one of them, or write the manifest by hand"));
        }

        var facts = ObservedFacts.Of(service, snapshot, source?.Definition);
        var text = ManifestText.Of(id, service, source, facts, snapshot.ObservedAt, _options, _hint);
        var folder = new ModuleFolder(id, Path.Combine(_catalog.Root.ModulesPath, id));
        var context = _context.Staging(files.Staged);
        var manifest = LoadedManifest.Of(context, folder, YamlReader.Parse(text), strict: false);
        if (manifest.HasValidShape) ReferenceChecks.Check(manifest, context);
        if (manifest.Diagnostics.Items.FirstOrDefault(d => d.Severity is DiagnosticSeverity.Error) is { } error)
            return Refuse(id, service, snapshot, new AdoptRefusal(AdoptCode.WouldBeInvalid, $"its manifest would not be valid: {error.Code}: {error.Message}"));

        RootFile[] news = [.. source?.Copied.Where(file => copied.Add(file.Path)) ?? []];
        var data = DataMounts.Of(service.First);
        return Result(id, service, snapshot, AdoptStatus.Pending) with
        {
            Files = [.. news.Select(file => new AdoptedFile(file.Path, file.HostPath)), new AdoptedFile(folder.ShownPath, null)],
            Todo = Todo.PointersIn(manifest.Document.Root),
            Remarks =
            [
                .. ((string?[])
                [
                    service.IsExternal ? $"Compose did not start {service.First.Name}: it is adopted as external, and never compared" : null,
                    data.Count > 0 ? $"stateful, for it writes to {string.Join(", ", data)}" : null,
                    service.IsExternal ? null : ObservedState.Of(service.Containers).Remark,
                    source?.Remark,
                    ReplicaRemark(service, source),
                ]).OfType<string>(),
                .. facts.Remarks,
                .. manifest.Diagnostics.Items.Select(d => d.Message),
            ],
            Manifest = text,
            // All files that the service needs: the one with which a shared file was named may be refused, or not wanted.
            Staged = [.. (source?.Copied ?? []).Select(file => new StagedFile(file.Path, file.Bytes!)), new StagedFile(folder.ShownPath, Encoding.UTF8.GetBytes(text))], // of copied files there are bytes
        };
    }

    private static string? ReplicaRemark(AdoptedService service, ServiceSource? source) =>
        source is not null && source.Definition.ReplicasOf(service.Service!) is { } declared && declared != service.Containers.Count
            ? $"{service.Containers.Count} containers run, and the compose file asks for {declared}: drift will say so"
            : null;

    private static AdoptedModule Declared(AdoptedService service, PlatformModule module, HostSnapshot snapshot) =>
        Result(module.Id, service, snapshot, AdoptStatus.Unchanged) with { Remarks = [$"module {module.Id} declares it"] };

    private static AdoptedModule OneOff(ContainerSnapshot container, HostSnapshot snapshot) =>
        Result(null, new AdoptedService(snapshot.Host, container.ComposeProject, container.ComposeService, [container]), snapshot, AdoptStatus.Unchanged) with
        {
            Remarks = [$"{container.Name} is one of 'docker compose run', or says so, and belongs to no service"],
        };

    private static AdoptedModule Refuse(string? id, AdoptedService service, HostSnapshot snapshot, AdoptRefusal refusal) =>
        Result(id, service, snapshot, AdoptStatus.Refused) with { Refusal = refusal };

    private static AdoptedModule Result(string? id, AdoptedService service, HostSnapshot snapshot, AdoptStatus status) => new()
    {
        Module = id,
        Host = service.Host,
        Project = service.Project,
        Service = service.Service,
        Containers = [.. service.Containers.Select(c => c.Name)],
        Status = status,
        ObservedAt = snapshot.ObservedAt,
    };
}
