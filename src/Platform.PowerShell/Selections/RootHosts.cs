using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Root;

namespace Platform.PowerShell.Selections;

/// <summary>The hosts of a root: those of its <c>hosts.yaml</c>, or those its modules name where there is none.</summary>
internal sealed record RootHosts(
    HostInventory Inventory, IReadOnlyList<HostDefinition> Hosts, IReadOnlyList<Diagnostic> Diagnostics)
{
    public static RootHosts Read(PlatformRoot root, CancellationToken cancellationToken)
    {
        var catalog = ModuleCatalog.Read(root, new ModuleSelection([], []), cancellationToken);
        if (catalog.Inventory.IsDeclared)
            return new RootHosts(catalog.Inventory, [.. catalog.Inventory.Hosts], catalog.Diagnostics);

        catalog = ModuleCatalog.Read(root, new ModuleSelection(ModuleFolder.AllOf(root), []), cancellationToken);
        return new RootHosts(catalog.Inventory, [.. catalog.Hosts.Order(StringComparer.Ordinal).Select(catalog.Inventory.Find).OfType<HostDefinition>()], []);
    }
}
