using System.Management.Automation;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>What the cmdlets that read modules and look at no host share: which hosts, and which tiers.</summary>
public abstract class ModuleReadingCommand : PlatformCommand
{
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

    private protected ModuleFilterPatterns Filter => new(HostName, Tier);
}
