using System.Management.Automation;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>What the cmdlets that look at hosts for modules share: which hosts, and which tiers.</summary>
public abstract class ModuleFilterCommand : HostCommand
{
    /// <summary>Hosts the modules run on, with or without wildcards.</summary>
    [Parameter]
    [Alias("Host")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[]? HostName { get; set; }

    /// <summary>Tiers of the modules, with or without wildcards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TierCompleter))]
    public string[]? Tier { get; set; }

    private protected ModuleFilterPatterns Filter => new(HostName, Tier);
}
