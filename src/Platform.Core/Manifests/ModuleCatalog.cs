using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Root;

namespace Platform.Manifests;

/// <summary>The modules of a platform root, read and checked.</summary>
public sealed class ModuleCatalog
{
    private ModuleCatalog(RootContext context, IReadOnlyList<PlatformModule> modules, IReadOnlyList<Diagnostic> diagnostics)
    {
        Root = context.Root;
        Inventory = context.Inventory;
        Modules = modules;
        Diagnostics = diagnostics;
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

    /// <summary>What is wrong with <c>hosts.yaml</c> and the selected manifests.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Reads the selected modules of a root.</summary>
    /// <param name="root">The root.</param>
    /// <param name="selection">Which of its modules.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <param name="hostNeeded">
    /// Told of a host as soon as one valid module is on it that has a container there, once per module and from several threads.
    /// </param>
    public static ModuleCatalog Read(
        PlatformRoot root, ModuleSelection selection, CancellationToken cancellationToken, Action<HostDefinition>? hostNeeded = null)
    {
        var context = RootContext.Open(root);
        var manifests = ManifestLoader.Load(context, selection.Folders, _ => false, Keep, cancellationToken);
        return new ModuleCatalog(
            context,
            [.. manifests.Where(m => m.HasValidShape).Select(m => PlatformModuleBuilder.Build(m, context))],
            [.. context.Diagnostics, .. manifests.SelectMany(m => m.Diagnostics.Items)])
        {
            JudgedOnly = [.. manifests.Where(m => m is { HasValidShape: false, CanBeJudged: true }).Select(m => PlatformModuleBuilder.Build(m, context))],
        };

        LoadedManifest Keep(LoadedManifest manifest)
        {
            if (hostNeeded is not null && manifest is { HasValidShape: true, IsExternal: false } &&
                context.Inventory.Find(manifest.Runtime["host"].Text) is { } host)
            {
                hostNeeded(host);
            }

            return manifest;
        }
    }
}
