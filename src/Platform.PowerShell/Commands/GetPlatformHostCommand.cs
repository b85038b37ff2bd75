using System.Management.Automation;
using Platform.Hosts;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Lists the hosts of a platform root and how each is reached. No host is contacted.</summary>
/// <remarks>Without a <c>hosts.yaml</c> these are the hosts the modules name, each an ssh destination as it stands.</remarks>
/// <example>
/// <code>Get-PlatformHost | Test-PlatformHost</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformHost")]
[OutputType(typeof(HostDefinition))]
public sealed class GetPlatformHostCommand : PlatformCommand
{
    /// <summary>Names of hosts, with or without wildcards. All hosts where none is named.</summary>
    [Parameter(Position = 0)]
    [Alias("HostName", "Host")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void EndProcessing()
    {
        var root = FindRoot(Root);
        var hosts = Interruptible(stop => RootReading.ReadHosts(this, root, stop));
        foreach (var host in HostSelection.Of(this, root, hosts, Name)) WriteObject(host);
    }
}
