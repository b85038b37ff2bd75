using Platform.Diagnostics;
using Platform.Files;
using Platform.Hosts;
using Platform.Root;

namespace Platform.Manifests;

/// <summary>The modules of a platform root, read and checked.</summary>
public sealed class ModuleCatalog
{
    private readonly Lazy<IReadOnlyList<PlatformModule>> _fleet;
    private readonly HashSet<string>? _folders;

    private ModuleCatalog(RootContext context, bool isAll, IReadOnlyList<PlatformModule> modules, IReadOnlyList<Diagnostic> diagnostics, HashSet<string>? folders, Func<IReadOnlyList<PlatformModule>> fleet)
    {
        Root = context.Root;
        Inventory = context.Inventory;
        Modules = modules;
        Diagnostics = diagnostics;
        IsOfAll = isAll;
        _folders = folders;
        _fleet = new Lazy<IReadOnlyList<PlatformModule>>(fleet);
    }

    public PlatformRoot Root { get; }

    public HostInventory Inventory { get; }

    /// <summary>The selected modules whose manifests have a valid shape, by id.</summary>
    public IReadOnlyList<PlatformModule> Modules { get; }

    /// <summary>
    /// Modules whose manifests are invalid for ends of acknowledgements (<c>expires_at</c>) that cannot be read, and for nothing else: rules judge them all the same, so that
    /// what is no longer acknowledged is said. No other work is done with them.
    /// </summary>
    internal IReadOnlyList<PlatformModule> JudgedOnly { get; private init; } = [];

    /// <summary>The hosts of the root: those that its inventory declares, else those that the selected modules run on.</summary>
    public IReadOnlyList<string> Hosts => Inventory.IsDeclared ? [.. Inventory.Hosts.Select(host => host.Name)] : HostsToAsk;

    /// <summary>The hosts that have to be asked about the selected modules, each once; see <see cref="HostsToAskOf"/>.</summary>
    public IReadOnlyList<string> HostsToAsk => HostsToAskOf(Modules);

    /// <summary>The hosts that have to be asked about modules, each once. Nobody asks the host of an external module.</summary>
    public static IReadOnlyList<string> HostsToAskOf(IEnumerable<PlatformModule> modules) =>
        [.. modules.Where(module => !module.IsExternal).Select(module => module.Host).Distinct(StringComparer.Ordinal)];

    /// <summary>Those of all shards, which are read when they are asked for; the same as <see cref="Modules"/> where there is no shard.</summary>
    public IReadOnlyList<PlatformModule> Fleet => _fleet.Value;

    /// <summary>Which part of the selection this is; null for all of it.</summary>
    public ModuleShard? Shard { get; private init; }

    /// <summary>What is wrong with <c>hosts.yaml</c> and the selected manifests.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Whether all modules of the root were selected, valid or not, whatever the shard.</summary>
    public bool IsOfAll { get; }

    /// <summary>Whether these are all modules of the root, or of the shard, so that a container can be told that none of them declares.</summary>
    public bool IsWholeFleet => _folders is null ? ModuleFolder.AreAllOf(Root, Modules) : IsOfAll && _folders.Count == Modules.Count;

    /// <summary>Reads the selected modules of a root.</summary>
    /// <param name="root">The root.</param>
    /// <param name="selection">Which of its modules.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <param name="hostNeeded">
    /// Told of a host as soon as one valid module is on it that has a container there, once per module and from several threads.
    /// </param>
    /// <param name="shard">The part of the modules that is meant; null for all.</param>
    /// <remarks>
    /// A module is in the shard of its host. Of one without a valid manifest the host is not known, unless its bytes tell it (<see cref="HostPeek"/>): its name stands for it, so
    /// that one shard has it and no two. What is wrong with no module every shard says.
    /// </remarks>
    public static ModuleCatalog Read(
        PlatformRoot root, ModuleSelection selection, CancellationToken cancellationToken, Action<HostDefinition>? hostNeeded = null, HostShard? shard = null)
    {
        var context = RootContext.Open(root);
        var folders = selection.Folders;
        var isAll = selection.IsAll || folders.Count == ModuleFolder.AllOf(root).Length;
        var peeks = shard is null ? [] : PeekAt(context, folders, cancellationToken);
        var near = shard is null ? folders : [.. folders.Where((_, i) => peeks[i] is not { } host || shard.Has(host))];
        LoadedManifest[] manifests = ManifestLoader.Load(context, near, _ => false, Keep, cancellationToken);
        if (shard is null)
        {
            PlatformModule[] modules = [.. Modules(manifests)];
            return new ModuleCatalog(context, isAll, modules, Diagnostics(manifests), null, () => modules) { JudgedOnly = JudgedOnly(manifests) };
        }

        var known = folders.Zip(peeks).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First.Name, pair => pair.Second!, StringComparer.Ordinal); // those with a host
        foreach (var manifest in manifests) known.TryAdd(manifest.Folder.Name, manifest.HasValidShape ? manifest.Runtime["host"].Text : manifest.Folder.Name);
        LoadedManifest[] mine = [.. manifests.Where(manifest => shard.Has(known[manifest.Folder.Name]))];
        PlatformModule[] part = [.. Modules(mine)];
        if (part.FirstOrDefault(module => module.Host != known[module.Id]) is { } misread) throw new InvalidOperationException($"the host of {misread.Id} is {misread.Host}, and was taken for {known[misread.Id]}");
        return new ModuleCatalog(
            context, isAll, part, Diagnostics(mine), [.. mine.Select(manifest => manifest.Folder.Name)], () => Read(root, selection, cancellationToken).Modules)
        {
            Shard = ModuleShard.Of(shard, known, part),
            JudgedOnly = JudgedOnly(mine),
        };

        LoadedManifest Keep(LoadedManifest manifest)
        {
            if (hostNeeded is not null && manifest is { HasValidShape: true, IsExternal: false } && shard?.Has(manifest.Runtime["host"].Text) is not false &&
                context.Inventory.Find(manifest.Runtime["host"].Text) is { } host)
            {
                hostNeeded(host);
            }

            return manifest;
        }

        IEnumerable<PlatformModule> Modules(IEnumerable<LoadedManifest> some) => some.Where(m => m.HasValidShape).Select(m => PlatformModuleBuilder.Build(m, context));
        PlatformModule[] JudgedOnly(IEnumerable<LoadedManifest> some) => [.. some.Where(m => m is { HasValidShape: false, CanBeJudged: true }).Select(m => PlatformModuleBuilder.Build(m, context))];
        Diagnostic[] Diagnostics(IEnumerable<LoadedManifest> some) => [.. context.Diagnostics, .. some.SelectMany(m => m.Diagnostics.Items)];
    }

    /// <summary>The folders of a selection that are in the shard.</summary>
    public ModuleSelection Part(ModuleSelection selection) => _folders is null ? selection : selection.Only(folder => _folders.Contains(folder.Name));

    private static string?[] PeekAt(RootContext context, IReadOnlyList<ModuleFolder> folders, CancellationToken cancellationToken)
    {
        var hosts = new string?[folders.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, hosts.Length, options, i =>
        {
            var content = OrdinaryFile.Read(folders[i].ManifestPath, OrdinaryFile.MostWritten, context.Fence.Files);
            if (content.IsRead) hosts[i] = HostPeek.In(content.Bytes);
        });
        return hosts;
    }
}
