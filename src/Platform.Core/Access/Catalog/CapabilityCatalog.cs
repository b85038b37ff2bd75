using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Root;
using Platform.Schema;
using Platform.Text;

namespace Platform.Access.Catalog;

/// <summary>What can be had, and by whom: <c>policies/agent-capabilities.yaml</c> and <c>policies/actors.yaml</c> of a root. What it does not list cannot be had (R6.5).</summary>
public sealed class CapabilityCatalog
{
    /// <summary>Where it lies, relative to the root.</summary>
    public const string RelativePath = "policies/agent-capabilities.yaml";

    private CapabilityCatalog(PlatformRoot root, IReadOnlyList<Capability> capabilities, ActorDirectory actors, HostInventory inventory, IReadOnlyList<Diagnostic> diagnostics)
    {
        Root = root;
        Capabilities = capabilities;
        Actors = actors;
        Inventory = inventory;
        Diagnostics = diagnostics;
    }

    public PlatformRoot Root { get; }

    /// <summary>In the order of the file; none where one of the files has an error.</summary>
    public IReadOnlyList<Capability> Capabilities { get; }

    public ActorDirectory Actors { get; }

    /// <summary>The hosts that capabilities name.</summary>
    public HostInventory Inventory { get; }

    /// <summary>What is wrong with the files, by file and place.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The same without those of <c>hosts.yaml</c>.</summary>
    internal IEnumerable<Diagnostic> OwnDiagnostics => Diagnostics.Where(d => d.File is RelativePath or ActorDirectory.RelativePath);

    public bool IsValid => Diagnostics.All(d => d.Severity is not DiagnosticSeverity.Error);

    /// <summary>Reads and checks the files. Nothing that they name is opened or started.</summary>
    public static CapabilityCatalog Load(PlatformRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var context = RootContext.Open(root);
        var catalogList = new DiagnosticList(RelativePath, null);
        var actorList = new DiagnosticList(ActorDirectory.RelativePath, null);
        var actors = ReadActors(root, actorList);
        var file = RootDocument.Read(root, RelativePath, () => ShippedSchemas.AgentCapability, catalogList, HiddenValues.Hide);
        IReadOnlyList<Capability> capabilities = file is null ? [] : CapabilityReader.Read(file.Root);
        if (file is not null) CatalogChecks.Check(file.Root, capabilities, actorList.HasErrors ? null : actors, context, catalogList);
        Diagnostic[] all = [.. context.Diagnostics, .. actorList.Items, .. catalogList.Items.OrderBy(d => d.Line).ThenBy(d => d.Column)];
        var isUsable = all.All(d => d.Severity is not DiagnosticSeverity.Error);
        return new CapabilityCatalog(root, isUsable ? capabilities : [], actors, context.Inventory, all);
    }

    /// <summary>Who acts on a fleet, without the catalog.</summary>
    /// <param name="root">The root.</param>
    /// <param name="diagnostics">What is wrong with the file.</param>
    public static ActorDirectory ReadActors(PlatformRoot root, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(root);
        var list = new DiagnosticList(ActorDirectory.RelativePath, null);
        var actors = ReadActors(root, list);
        diagnostics = list.Items;
        return actors;
    }

    /// <summary>One of them; null where the catalog does not list it.</summary>
    public Capability? Find(string id) => Capabilities.FirstOrDefault(capability => capability.Id == id);

    /// <summary>What the files of the root name that counts for a trusted root alone: programs of <c>hosts.yaml</c> and of the catalog, and approvals ahead.</summary>
    public RootPrograms Programs() => RootPrograms.Of(Root, Inventory).With(CapabilityPrograms.Of(this));

    private static ActorDirectory ReadActors(PlatformRoot root, DiagnosticList diagnostics)
    {
        if (RootDocument.Read(root, ActorDirectory.RelativePath, () => ShippedSchemas.Actors, diagnostics) is not { } file) return ActorDirectory.Nobody;
        CatalogChecks.Check(file.Root, diagnostics);
        return ActorDirectory.Of(file.Root);
    }

    /// <summary>A sentence that says why an id is not found, with the nearest one that is.</summary>
    public string WhyNotListed(string id) => NotListed(id).Message;

    /// <summary>Why an id is not found, with the nearest one that is.</summary>
    internal AccessRefusal NotListed(string id) => new(
        AccessRefusalReason.NotListed,
        Capabilities.Count == 0
            ? $"this root lists no capabilities; {RelativePath} would"
            : $"{RelativePath} lists no capability '{TerminalText.Clean(id, 60)}'{(NearestName.Find(id, Capabilities.Select(c => c.Id)) is { } near ? $"; did you mean {near}?" : "; platformctl access catalog shows those there are")}");
}
