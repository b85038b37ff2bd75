using Platform.Compose;
using Platform.Diagnostics;
using Platform.Files;
using Platform.Hosts;
using Platform.Root;
using Platform.Schema;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>What manifests are checked against besides their schema: the inventory and the compose files.</summary>
internal sealed class RootContext
{
    private RootContext(PlatformRoot root, RootFence fence, HostInventory inventory, IReadOnlyList<Diagnostic> diagnostics, IReadOnlyDictionary<string, byte[]>? staged = null)
    {
        Root = root;
        Fence = fence;
        Inventory = inventory;
        Diagnostics = diagnostics;
        ComposeFiles = new ComposeFiles(root, fence, staged);
    }

    public PlatformRoot Root { get; }

    public RootFence Fence { get; }

    /// <summary>The inventory; where <c>hosts.yaml</c> is broken, one that knows no host.</summary>
    public HostInventory Inventory { get; }

    /// <summary>What is wrong with <c>hosts.yaml</c>.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public ComposeFiles ComposeFiles { get; }

    public NearestNames Nearest { get; } = new();

    /// <summary>The same root as it would be with these files, by absolute path: what is about to be written is checked before.</summary>
    public RootContext Staging(IReadOnlyDictionary<string, byte[]> files) => new(Root, Fence, Inventory, Diagnostics, files);

    public static RootContext Open(PlatformRoot root)
    {
        var fence = new RootFence(root);
        // A link that leads nowhere, a folder or a FIFO is there as well: an inventory that cannot be read is not none.
        if (!FileEntry.IsThere(root.HostsPath)) return new RootContext(root, fence, HostInventory.Open, []);

        var diagnostics = new DiagnosticList(root.Relative(root.HostsPath), null);
        var document = YamlReader.ReadFile(root.HostsPath, DocumentLimits.Default, fence.Files);
        if (fence.PlaceOf(root.HostsPath) is FilePlace.Outside)
            diagnostics.Error(ManifestCode.PathOutsideRoot, TextPosition.Start, "", "a symbolic link leads out of the platform root; put the inventory itself there");
        else
            diagnostics.Add(document.Diagnostics);
        if (document.IsValid) diagnostics.Add(ShippedSchemas.Hosts.Evaluate(document.Root).Errors);
        if (!diagnostics.HasErrors) PathChecks.CheckInventory(document.Root, root, fence, diagnostics);
        var inventory = diagnostics.HasErrors
            ? new HostInventory(new Dictionary<string, HostDefinition>(StringComparer.Ordinal), HostInventory.DefaultComposeProject)
            : HostInventoryReader.Read(document.Root, root.Path);
        return new RootContext(root, fence, inventory, diagnostics.Items);
    }
}
