using System.Management.Automation;
using Platform.Hosts;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Asks hosts whether they answer, and what they run: one short connection each.</summary>
/// <remarks>
/// An unreachable host is a result with its reason, not an error: that is what the cmdlet is for.
/// </remarks>
/// <example>
/// <code>Test-PlatformHost | Where-Object Reachable -eq $false</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "PlatformHost", DefaultParameterSetName = NameSet)]
[OutputType(typeof(HostTest), ParameterSetName = [NameSet, InputSet])]
[OutputType(typeof(bool), ParameterSetName = [NameSet, InputSet])]
public sealed class TestPlatformHostCommand : HostCommand
{
    private const string NameSet = "Name";
    private const string InputSet = "InputObject";

    private readonly List<string> _names = [];
    private readonly List<HostDefinition> _hosts = [];

    /// <summary>Names of hosts, with or without wildcards. All hosts of the root where none is named.</summary>
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
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Gives one Boolean instead: whether every host answered.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputSet) _hosts.AddRange(InputObject);
        else _names.AddRange(HostName is null ? Name ?? [] : [HostName]);
    }

    protected override void EndProcessing()
    {
        var unknown = 0;
        if (_names.Count > 0 || (!MyInvocation.ExpectingInput && _hosts.Count == 0))
        {
            var root = FindRoot(Root);
            var known = Interruptible(stop => RootReading.ReadHosts(this, root, stop));
            _hosts.AddRange(HostSelection.Of(this, root, known, _names));
            unknown = new NamePatterns(_names).Missing([.. _hosts.Select(h => h.Name)]).Count();
        }

        HostQuestion[] questions = [.. _hosts.DistinctBy(h => h.Name, StringComparer.Ordinal).Select(h => HostQuestion.Ask(h, SnapshotRequest.Probe))];
        Announce(questions);
        var transports = questions.ToDictionary(q => q.Name, q => q.Host?.Transport, StringComparer.Ordinal);
        var answered = 0;
        Receive(
            questions.Select(q => q.Name),
            stop => new HostReader(TimeProvider.System).ReadAllAsync(questions, ThrottleLimit, stop),
            observation => observation.Host,
            observation =>
            {
                Announce(observation);
                if (observation.IsReachable) answered++;
                if (!Quiet) WriteObject(HostTest.Of(observation, transports[observation.Host], TimeProvider.System.GetUtcNow()));
            });
        if (Quiet) WriteObject(unknown == 0 && answered == questions.Length);
    }
}
