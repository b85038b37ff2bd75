using Platform.PowerShell.Commands;
using Platform.Manifests;
using Platform.Root;

namespace Platform.PowerShell.Selections;

/// <summary>Which modules are meant, by host and tier: what <c>-HostName</c> and <c>-Tier</c> mean wherever a cmdlet takes modules.</summary>
internal sealed class ModuleFilterPatterns(IReadOnlyList<string>? hosts, IReadOnlyList<string>? tiers)
{
    private readonly NamePatterns _hosts = new(hosts);
    private readonly NamePatterns _tiers = new(tiers);

    private bool IsEmpty => hosts is not { Count: > 0 } && tiers is not { Count: > 0 };

    public bool Matches(PlatformModule module) => _hosts.Matches(module.Host) && _tiers.Matches(module.Tier);

    /// <summary>
    /// The folders of modules that are meant. Of a module whose manifest is invalid nobody knows the host: it stays. A host or a tier that the whole root
    /// does not know is a non-terminating error, and so is a filter that leaves none of the modules.
    /// </summary>
    public ModuleSelection Narrow(PlatformCommand cmdlet, PlatformRoot root, ModuleSelection selection, CancellationToken cancellationToken)
    {
        if (IsEmpty || selection.Folders.Count == 0) return selection;
        var whole = ModuleCatalog.Read(root, ModuleSelection.Of(root, [], root.Path), cancellationToken);
        RefuseUnknown(cmdlet, root, whole);
        var modules = whole.Modules.ToDictionary(m => m.Path, StringComparer.Ordinal);
        ModuleFolder[] left = [.. selection.Folders.Where(folder => !modules.TryGetValue(folder.ManifestPath, out var module) || Matches(module))];
        if (left.Length == 0) cmdlet.WriteError(Failure.NoModuleMatches([.. hosts ?? [], .. tiers ?? []], root));
        return new ModuleSelection(left, []);
    }

    /// <summary>Says which hosts and tiers the whole root does not know.</summary>
    public void RefuseUnknown(PlatformCommand cmdlet, PlatformRoot root, ModuleCatalog whole)
    {
        if (whole.Modules.Count == 0) return; // said already
        string[] known = [.. whole.Modules.Select(m => m.Tier).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var host in _hosts.Missing([.. whole.Inventory.Hosts.Select(h => h.Name), .. whole.Modules.Select(m => m.Host)])) cmdlet.WriteError(Failure.HostNotFound(host, root));
        foreach (var tier in _tiers.Missing(known)) cmdlet.WriteError(Failure.TierNotFound(tier, root, known));
    }
}
