using System.Management.Automation;
using Platform.Access.Catalog;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Shows what an automation actor can ask for: the capabilities of a root.</summary>
/// <example>
/// <code>Get-PlatformCapability | Where-Object Actors -Contains claude</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformCapability")]
[OutputType(typeof(Capability))]
public sealed class GetPlatformCapabilityCommand : PlatformCommand
{
    /// <summary>Ids of capabilities, with or without wildcards. All where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Capability")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CapabilityCompleter))]
    public string[]? Id { get; set; }

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void ProcessRecord()
    {
        if (Id is null && MyInvocation.ExpectingInput) return;
        var catalog = RootReading.ReadCapabilities(this, FindRoot(Root));
        var patterns = new NamePatterns(Id);
        foreach (var id in patterns.Missing([.. catalog.Capabilities.Select(c => c.Id)])) WriteError(Failure.CapabilityNotFound(catalog, id));
        foreach (var capability in catalog.Capabilities)
            if (patterns.Matches(capability.Id)) WriteObject(capability);
    }
}
