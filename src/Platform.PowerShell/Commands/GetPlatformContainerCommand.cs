using System.Management.Automation;
using Platform.Adopting;
using Platform.Hosts;
using Platform.Manifests;
using Platform.PowerShell.Completion;
using Platform.Snapshots;

namespace Platform.PowerShell.Commands;

/// <summary>Gives everything that hosts run, declared or not, with the module of each container. One connection to each host, read-only.</summary>
/// <remarks>All hosts of the root where none is named, those without modules among them. A host that does not answer is a non-terminating error.</remarks>
/// <example>
/// <code>Get-PlatformContainer | Where-Object -not Declared</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformContainer", DefaultParameterSetName = NameSet)]
[OutputType(typeof(HostContainer))]
public sealed class GetPlatformContainerCommand : HostCommand
{
    private const string NameSet = "HostName";
    private const string InputSet = "InputObject";

    private readonly List<string> _hosts = [];

    /// <summary>Names of hosts, with or without wildcards.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Host")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[]? HostName { get; set; }

    /// <summary>Hosts from <c>Get-PlatformHost</c>.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public HostDefinition[] InputObject { get; set; } = [];

    /// <summary>Names of containers, with or without wildcards.</summary>
    [Parameter]
    [Alias("Container")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Compose projects, with or without wildcards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Project { get; set; }

    /// <summary>Services of Compose, with or without wildcards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Service { get; set; }

    /// <summary>Tiers of the containers' modules, with or without wildcards. What no module declares is in none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TierCompleter))]
    public string[]? Tier { get; set; }

    /// <summary>States of the containers.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ContainerStatus[]? Status { get; set; }

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void ProcessRecord() => _hosts.AddRange(ParameterSetName == InputSet ? InputObject.Select(h => h.Name) : HostName ?? []);

    protected override void EndProcessing()
    {
        // Something was to be piped in and nothing came: not the same as no name at all.
        if (_hosts.Count == 0 && MyInvocation.ExpectingInput) return;
        var root = FindRoot(Root);
        var inventory = Interruptible(stop => RootReading.ReadHosts(this, root, stop));
        var chosen = HostSelection.Of(this, root, inventory, _hosts);
        // A root without modules is just what is looked at for what could become some.
        var catalog = Interruptible(stop => RootReading.Read(this, root, new ModuleSelection(ModuleFolder.AllOf(root), []), stop));
        new ModuleFilterPatterns(null, Tier).RefuseUnknown(this, root, catalog);
        var containers = new HostContainers(catalog);
        HostQuestion[] questions = [.. chosen.DistinctBy(h => h.Name, StringComparer.Ordinal).Select(h => containers.Ask(h.Name))];
        Announce(questions);
        List<HostContainer> seen = [];
        var isWhole = true;
        Receive(
            questions.Select(q => q.Name),
            stop => Reader.ReadAllAsync(questions, ThrottleLimit, stop),
            observation => observation.Host,
            observation =>
            {
                Announce(observation);
                if (observation.Failure is { } failure) WriteError(Failure.HostUnreachable(observation.Host, failure));
                isWhole &= observation.IsReachable;
                if (HostContainers.GapOf(observation) is { } gap) WriteWarning(gap);
                var all = containers.Of(observation);
                seen.AddRange(all);
                foreach (var container in all)
                    if (Matches(container)) WriteObject(container);
            });
        if (isWhole) RefuseUnknown(seen);
    }

    private bool Matches(HostContainer container) =>
        new NamePatterns(Name).Matches(container.Name) && Matches(Project, container.Project) && Matches(Service, container.Service) && Matches(Tier, container.Tier) &&
        (Status is null || Status.Contains(container.Status));

    private static bool Matches(string[]? words, string? name) => words is null || (name is not null && new NamePatterns(words).Matches(name));

    private void RefuseUnknown(List<HostContainer> seen)
    {
        foreach (var (what, words, names) in new[]
        {
            ("container", Name, seen.Select(c => c.Name)), ("project", Project, seen.Select(c => c.Project).OfType<string>()), ("service", Service, seen.Select(c => c.Service).OfType<string>()),
        })
        {
            foreach (var word in new NamePatterns(words).Missing([.. names])) WriteError(Failure.ContainerNotFound(what, word));
        }
    }
}
