using System.Management.Automation;
using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Policy;
using Platform.PowerShell.Completion;
using Platform.Reporting;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.PowerShell.Commands;

/// <summary>Judges modules by rules, and gives what they find: nothing where all is well. Reads files, and asks hosts with <c>-Live</c> alone.</summary>
/// <remarks>What was acknowledged comes with <c>-IncludeAcknowledged</c>. With <c>-Quiet</c> the answer is a Boolean.</remarks>
/// <example>
/// <code>Get-PlatformModule -Tier 0* | Test-PlatformPolicy | Where-Object Severity -In High, Critical</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "PlatformPolicy", DefaultParameterSetName = NameSet)]
[OutputType(typeof(PolicyFinding), ParameterSetName = [NameSet, InputSet])]
[OutputType(typeof(bool), ParameterSetName = [NameSet, InputSet])]
[OutputType(typeof(string), ParameterSetName = [NameSet, InputSet])]
public sealed class TestPlatformPolicyCommand : ModuleFilterCommand
{
    private const string NameSet = "Name";
    private const string InputSet = "InputObject";

    private readonly List<string> _names = [];
    private readonly List<PlatformModule> _modules = [];
    private readonly List<PolicyFinding> _failing = [];
    private bool _isJudged = true;
    private HostShard? _shard;

    /// <summary>Ids of modules, with or without wildcards. All modules of the root where none is named.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModuleNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The id of a piped object. Not its name: that of a module is for people.</summary>
    [Parameter(ParameterSetName = NameSet, ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Alias("Module")]
    public string? Id { get; set; }

    /// <summary>Modules from <c>Get-PlatformModule</c>.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PlatformModule[] InputObject { get; set; } = [];

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Gives what was accepted as well, with who accepted it and why.</summary>
    [Parameter]
    public SwitchParameter IncludeAcknowledged { get; set; }

    /// <summary>Writes one error, after all findings, where one is open that is this bad or worse. With <c>-Quiet</c> it decides the answer.</summary>
    [Parameter]
    public PolicySeverity FailOn { get; set; }

    /// <summary>An earlier output of <c>platformctl policy --json</c>: what it has is marked, and fails nothing.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Baseline { get; set; }

    /// <summary>Gives findings of this status alone, what was accepted among them where it is named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PolicyStatus[]? Status { get; set; }

    /// <summary>Looks at the hosts, one connection to each, and judges what runs there as well.</summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    /// <summary>Gives one Boolean instead: whether no open finding is as bad as <c>-FailOn</c>, else as the root's <c>fail_on</c>, else high.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>A part of the fleet, <c>K/N</c>: only the modules on the hosts of that part.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Shard { get; set; }

    /// <summary>Gives one string instead: what <c>platformctl policy --json</c> prints, acknowledged findings among it.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void BeginProcessing()
    {
        _shard = ShardOf(Shard);
        if (AsJson && (Quiet || Status is not null)) ThrowTerminatingError(Failure.JsonIsWhole(Quiet ? "-Quiet" : "-Status"));
    }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputSet) _modules.AddRange(InputObject);
        else _names.AddRange(Id is null ? Name ?? [] : [Id]);
    }

    protected override void EndProcessing()
    {
        var baseline = Baseline is null ? null : ReadBaseline(ProviderPath(Baseline));
        foreach (var ofRoot in _modules.GroupBy(module => module.Root, StringComparer.Ordinal))
            if (PlatformRoot.Above(ofRoot.Key) is { } root)
                Judge(root, new ModuleSelection([.. ofRoot.Where(Filter.Matches).DistinctBy(m => m.Path, StringComparer.Ordinal).Select(m => new ModuleFolder(m.Id, System.IO.Path.GetDirectoryName(m.Path)!))], []), baseline); // a manifest lies in a folder
        if (_names.Count > 0 || (ParameterSetName == NameSet && !MyInvocation.ExpectingInput)) JudgeNames(baseline);
        if (Quiet) WriteObject(_isJudged && _failing.Count == 0);
        else if (AskedSeverity is { } severity && _failing.Count > 0) WriteError(Failure.PolicyFailed(_failing, severity));
    }

    private PolicySeverity? AskedSeverity => MyInvocation.BoundParameters.ContainsKey(nameof(FailOn)) ? FailOn : null;

    private void JudgeNames(PolicyBaseline? baseline)
    {
        var root = FindRoot(Root);
        var selection = RootReading.Select(this, root, _names, judges: true);
        if (new NamePatterns(_names).Missing([.. selection.Folders.Select(f => f.Name)]).Any()) _isJudged = false;
        selection = Interruptible(stop => Filter.Narrow(this, root, selection, stop));
        if (selection.Folders.Count == 0) _isJudged = false;
        Judge(root, selection, baseline);
    }

    private void Judge(PlatformRoot root, ModuleSelection selection, PolicyBaseline? baseline)
    {
        var catalog = Interruptible(stop => RootReading.Read(this, root, selection, stop, _shard));
        var seen = Live ? Look(catalog) : null;
        var outcome = Interruptible(stop => PolicyOutcome.Of(catalog, AskedSeverity, baseline, TimeProvider.System.GetUtcNow(), stop, seen));
        _isJudged &= outcome.ExitCode != 1;
        Diagnostic[] own = [.. outcome.Diagnostics.Except(catalog.Diagnostics)];
        if (own.Where(d => d.Module is null).ToArray() is { Length: > 0 } wrong) ThrowTerminatingError(Failure.PolicyInvalid(wrong));
        foreach (var module in own.GroupBy(d => d.Module, StringComparer.Ordinal)) WriteError(Failure.NotJudged([.. module]));
        foreach (var stale in outcome.Stale) WriteWarning($"stale in the baseline: {stale}; take it out");
        Tell($"{root}: {outcome.Modules} modules, {outcome.Summary.Open} open findings, {outcome.Summary.Acknowledged} acknowledged");
        _failing.AddRange(outcome.Findings.Where(outcome.Fails));
        if (AsJson) WriteJson(ReportJson.Write(PolicyReport.Of(outcome, ShardReport.Of(catalog.Shard))));
        if (Quiet || AsJson) return;
        foreach (var finding in outcome.Findings)
            if (Status is null ? IncludeAcknowledged || !finding.Acknowledged : Status.Contains(finding.Status)) WriteObject(finding);
    }

    private List<HostObservation> Look(ModuleCatalog catalog)
    {
        List<HostObservation> seen = [];
        var look = new PolicyLook(catalog, Reader);
        Receive(look.Hosts, stop => look.ReadAsync(ThrottleLimit, stop), host => host.Host, host =>
        {
            Announce(host);
            seen.Add(host);
        });
        return seen;
    }

    private PolicyBaseline ReadBaseline(string path)
    {
        if (PolicyBaseline.Read(path, path, out var wrong) is { } baseline) return baseline;
        ThrowTerminatingError(Failure.BaselineInvalid(wrong));
        throw new InvalidOperationException(wrong[0].ToString()); // never reached; the compiler cannot know
    }
}
