using System.Diagnostics;
using System.Management.Automation;
using Platform.Drift;
using Platform.Manifests;
using Platform.Planning;
using Platform.PowerShell.Completion;
using Platform.Snapshots;

namespace Platform.PowerShell.Commands;

/// <summary>Plans what would bring hosts to what the root declares. Read-only on the hosts, one connection to each.</summary>
/// <remarks>The hosts are looked at again, so that a plan rests on what is and not on what was piped in a while ago.</remarks>
/// <example>
/// <code>Get-PlatformDrift | Where-Object Status -eq Drifted | New-PlatformPlan -OutFile ./plan.json</code>
/// </example>
[Cmdlet(VerbsCommon.New, "PlatformPlan", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(PlatformPlan))]
public sealed class NewPlatformPlanCommand : ModuleFilterCommand
{
    private const string NameSet = "Name";
    private const string DriftSet = "Drift";
    private const string ModuleSet = "InputObject";

    private readonly List<string> _names = [];
    private bool _anyInput;

    /// <summary>Ids of modules, with or without wildcards. All modules of the root where none is named.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Module")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModuleNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Drift from <c>Get-PlatformDrift</c>, whose modules are planned for.</summary>
    [Parameter(ParameterSetName = DriftSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public ModuleDrift[] Drift { get; set; } = [];

    /// <summary>Modules from <c>Get-PlatformModule</c>.</summary>
    [Parameter(ParameterSetName = ModuleSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PlatformModule[] InputObject { get; set; } = [];

    /// <summary>A file to write the plan to, or a folder for a file named after the plan.</summary>
    [Parameter]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Plans the removal of containers that no module declares as well. They are known where the whole fleet is planned for.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>How long the plan can be applied.</summary>
    [Parameter]
    public TimeSpan ExpiresIn { get; set; } = Planner.DefaultValidity;

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void ProcessRecord()
    {
        _anyInput |= ParameterSetName != NameSet || Name is not null;
        _names.AddRange(ParameterSetName switch
        {
            DriftSet => Drift.Select(d => d.Module).OfType<string>(),
            ModuleSet => InputObject.Select(m => m.Id),
            _ => Name ?? [],
        });
    }

    protected override void EndProcessing()
    {
        // Something was to be piped in and nothing that can be planned for came: not the same as no name at all.
        if (_names.Count == 0 && (_anyInput || MyInvocation.ExpectingInput)) return;
        if (ExpiresIn <= TimeSpan.Zero) ThrowTerminatingError(Failure.NotPositive(ExpiresIn, nameof(ExpiresIn)));
        var root = FindRoot(Root);
        var selection = RootReading.Select(this, root, [.. _names.Distinct(StringComparer.Ordinal)], judges: true);
        selection = Interruptible(stop => Filter.Narrow(this, root, selection, stop));
        if ((_names.Count > 0 || HostName is not null || Tier is not null) && selection.Folders.Count == 0) return;
        var catalog = Interruptible(stop => RootReading.Read(this, root, selection, stop));
        var plan = Read(catalog);
        if (OutFile is not null && ShouldProcess(OutFile, $"Write plan {plan.Id}")) Save(plan, OutFile);
        WriteObject(plan);
    }

    private PlatformPlan Read(ModuleCatalog catalog)
    {
        PlatformPlan? plan = null;
        var planner = new Planner(catalog, new PlanOptions(Prune, ExpiresIn, ThrottleLimit), Reader, TimeProvider.System);
        HostQuestion[] questions = [.. catalog.HostsToAsk.Select(host => HostQuestion.Ask(catalog.Inventory, host, SnapshotRequest.Probe))];
        Announce(questions);
        Receive(
            questions.Select(q => q.Name),
            stop => planner.PlanAsync(made => plan = made, stop),
            drift => drift.Observation?.Host,
            drift =>
            {
                if (drift.Observation is not { } observation) return;
                Announce(observation);
                if (observation.Failure is { } failure) WriteError(Failure.HostUnreachable(drift.Host, failure));
            });
        return plan ?? throw new UnreachableException("no plan was made of hosts that were all looked at");
    }

    private void Save(PlatformPlan plan, string file)
    {
        // A slash at the end names a folder, and the engine's own resolution takes it away.
        var path = ProviderPath(file) + (Path.EndsInDirectorySeparator(file) ? "/" : "");
        try
        {
            WriteVerbose(PlanDocument.SaveAsync(plan, path, StopToken).GetAwaiter().GetResult());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(Failure.PlanNotWritten(exception, path));
        }
    }
}
