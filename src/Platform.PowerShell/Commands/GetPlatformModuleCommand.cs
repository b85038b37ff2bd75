using System.Management.Automation;
using Platform.Manifests;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Reads the modules that a platform root declares.</summary>
/// <remarks>A manifest that is not valid is one non-terminating error with its place; the other modules are read.</remarks>
/// <example>
/// <code>Get-PlatformModule honcho-* -HostName rs2000</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformModule")]
[OutputType(typeof(PlatformModule))]
public sealed class GetPlatformModuleCommand : ModuleReadingCommand
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
        var catalog = Interruptible(stop => RootReading.Read(this, root, selection, stop));
        if (HostName is not null || Tier is not null) Filter.RefuseUnknown(this, root, Interruptible(stop => ModuleCatalog.Read(root, ModuleSelection.Of(root, [], root.Path), stop)));
        foreach (var module in catalog.Modules)
            if (Filter.Matches(module)) WriteObject(module);
    }
}
