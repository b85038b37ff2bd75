using System.Management.Automation;
using Platform.Manifests;
using Platform.PowerShell.Completion;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Reads the modules that a platform root declares.</summary>
/// <remarks>A manifest that is not valid is one non-terminating error with its place; the other modules are read.</remarks>
/// <example>
/// <code>Get-PlatformModule honcho-* -HostName rs2000</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformModule")]
[OutputType(typeof(PlatformModule))]
public sealed class GetPlatformModuleCommand : PlatformCommand
{
    private readonly List<string> _names = [];

    /// <summary>Ids of modules, with or without wildcards. All modules where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Module")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModuleNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The id of a piped object. It goes before its name, which for a module is one for people.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Id { get; set; }

    /// <summary>Hosts the modules run on, with or without wildcards.</summary>
    [Parameter]
    [Alias("Host")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[]? HostName { get; set; }

    /// <summary>Tiers of the modules, with or without wildcards: <c>0*</c> is the platform's substrate.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TierCompleter))]
    public string[]? Tier { get; set; }

    /// <summary>
    /// The platform root, a folder with <c>modules</c>. Without it PLATFORM_ROOT, else the location or its nearest
    /// parent that is one.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void ProcessRecord() => _names.AddRange(Id is null ? Name ?? [] : [Id]);

    protected override void EndProcessing()
    {
        // Something was to be piped in and nothing came: not the same as no name at all.
        if (_names.Count == 0 && MyInvocation.ExpectingInput) return;

        var root = FindRoot(Root);
        var selection = RootReading.Select(this, root, _names, judges: false);
        var hosts = new NamePatterns(HostName);
        var tiers = new NamePatterns(Tier);
        var catalog = Interruptible(stop => RootReading.Read(this, root, selection, stop));
        RefuseUnknown(root, catalog, hosts, tiers);
        foreach (var module in catalog.Modules)
            if (hosts.Matches(module.Host) && tiers.Matches(module.Tier)) WriteObject(module);
    }

    /// <summary>A host or a tier that the whole root does not know is an error; one of which no chosen module is, is none.</summary>
    private void RefuseUnknown(PlatformRoot root, ModuleCatalog read, NamePatterns hosts, NamePatterns tiers)
    {
        if (!hosts.Missing(HostsOf(read)).Concat(tiers.Missing(TiersOf(read))).Any()) return;
        var whole = Interruptible(stop => ModuleCatalog.Read(root, ModuleSelection.Of(root, [], root.Path), stop));
        if (whole.Modules.Count == 0) return; // said already
        foreach (var host in hosts.Missing(HostsOf(whole))) WriteError(Failure.HostNotFound(host, root));
        foreach (var tier in tiers.Missing(TiersOf(whole))) WriteError(Failure.TierNotFound(tier, root, TiersOf(whole)));
    }

    private static string[] HostsOf(ModuleCatalog catalog) => [.. catalog.Inventory.Hosts.Select(h => h.Name), .. catalog.Modules.Select(m => m.Host)];

    private static string[] TiersOf(ModuleCatalog catalog) => [.. catalog.Modules.Select(m => m.Tier).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
