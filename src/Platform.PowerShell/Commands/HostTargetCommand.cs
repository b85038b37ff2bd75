using System.Management.Automation;
using Platform.Hosts;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>What the cmdlets that are told which hosts to look at share: by name, or as objects.</summary>
public abstract class HostTargetCommand : HostCommand
{
    private protected const string NameSet = "Name";
    private protected const string InputSet = "InputObject";

    private readonly List<string> _names = [];
    private readonly List<HostDefinition> _hosts = [];

    /// <summary>Names of hosts, with or without wildcards.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The host of a piped object. It goes before its name, which is that of a module where one is piped.</summary>
    [Parameter(ParameterSetName = NameSet, ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Alias("Host")]
    public string? HostName { get; set; }

    /// <summary>Hosts from <c>Get-PlatformHost</c>.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public HostDefinition[] InputObject { get; set; } = [];

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>True where no host was named and none was to be piped in.</summary>
    private protected bool NamesNoHost => _names.Count == 0 && _hosts.Count == 0 && !MyInvocation.ExpectingInput;

    protected sealed override void ProcessRecord()
    {
        if (ParameterSetName == InputSet) _hosts.AddRange(InputObject);
        else _names.AddRange(HostName is null ? Name ?? [] : [HostName]);
    }

    /// <summary>The hosts that are meant, each once; all of the root where none is named.</summary>
    /// <param name="missing">How many names mean none; each was written as an error.</param>
    private protected HostDefinition[] Targets(out int missing)
    {
        missing = 0;
        List<HostDefinition> hosts = [.. _hosts];
        if (_names.Count > 0 || NamesNoHost)
        {
            var root = FindRoot(Root);
            var known = Interruptible(stop => RootReading.ReadHosts(this, root, stop));
            var chosen = HostSelection.Of(this, root, known, _names);
            missing = new NamePatterns(_names).Missing([.. chosen.Select(h => h.Name)]).Count();
            hosts.AddRange(chosen);
        }

        return [.. hosts.DistinctBy(h => h.Name, StringComparer.Ordinal)];
    }
}
