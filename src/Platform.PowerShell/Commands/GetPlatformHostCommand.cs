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
    private readonly List<string> _names = [];

    /// <summary>Names of hosts, with or without wildcards. All hosts where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The host of a piped object. It goes before its name, which is that of a module where one is piped.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Alias("Host")]
    public string? HostName { get; set; }

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void ProcessRecord() => _names.AddRange(HostName is null ? Name ?? [] : [HostName]);

    protected override void EndProcessing()
    {
        // Something was to be piped in and nothing came: not the same as no name at all.
        if (_names.Count == 0 && MyInvocation.ExpectingInput) return;

        var root = FindRoot(Root);
        var hosts = Interruptible(stop => RootReading.ReadHosts(this, root, stop));
        foreach (var host in HostSelection.Of(this, root, hosts, _names)) WriteObject(host);
    }
}
