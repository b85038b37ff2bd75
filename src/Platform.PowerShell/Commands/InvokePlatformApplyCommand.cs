using System.Globalization;
using System.Management.Automation;
using System.Text;
using Platform.Applying;
using Platform.Applying.Journal;
using Platform.Planning;
using Platform.PowerShell.Completion;
using Platform.Root;
using Platform.Text;

namespace Platform.PowerShell.Commands;

/// <summary>Applies an approved plan: the one way a host is changed.</summary>
/// <remarks>
/// The live state is read first, and nothing is done if it moved since the plan was made. Each change is written to the journal
/// before and after, verified, and put back if it fails. <c>-WhatIf</c> shows the commands and runs none.
/// </remarks>
/// <example>
/// <code>Invoke-PlatformApply ./plan.json -Approved 0f3a…</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "PlatformApply", DefaultParameterSetName = PlanSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ChangeResult))]
public sealed class InvokePlatformApplyCommand : HostCommand
{
    private const string PathSet = "Path";
    private const string PlanSet = "Plan";

    /// <summary>A file written by <c>New-PlatformPlan -OutFile</c> or <c>platformctl plan --out</c>.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlanFileCompleter))]
    public string? Path { get; set; }

    /// <summary>A plan from <c>New-PlatformPlan</c>.</summary>
    [Parameter(ParameterSetName = PlanSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PlatformPlan? Plan { get; set; }

    /// <summary>Id of the plan that was approved: its SHA-256. Not needed with <c>-WhatIf</c>.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Approved { get; set; }

    /// <summary>A decision of <c>platformctl review --json</c> that is CLEAR, where <c>hosts.yaml</c> demands one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Review { get; set; }

    /// <summary>An operator's signature over the plan, as <c>Approve-PlatformAccess -Path</c> makes one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ApprovedBy { get; set; }

    /// <summary>Lets the plan touch modules that hold data.</summary>
    [Parameter]
    public SwitchParameter AllowStateful { get; set; }

    /// <summary>How long a changed container may take to become healthy.</summary>
    [Parameter]
    public TimeSpan HealthTimeout { get; set; } = ApplyOptions.DefaultHealthTimeout;

    /// <summary>How long one step may take, a pull above all.</summary>
    [Parameter]
    public TimeSpan StepTimeout { get; set; } = ApplyOptions.DefaultStepTimeout;

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void ProcessRecord()
    {
        var root = FindRoot(Root);
        if (Content() is not { } file) return;
        var options = new ApplyOptions
        {
            Approved = Approved,
            ReviewPath = Review is null ? null : ProviderPath(Review),
            AllowStateful = AllowStateful,
            DryRun = IsWhatIf,
            HealthTimeout = HealthTimeout,
            StepTimeout = StepTimeout,
            Throttle = ThrottleLimit,
        };
        var id = PlanDocument.IdOfFile(file);
        if (ApprovedBy is not null)
        {
            var (signer, unsigned) = Signer(file, root, ProviderPath(ApprovedBy));
            if (signer is null)
            {
                if (unsigned is not null) WriteError(Failure.PlanRefused(unsigned, id));
                return;
            }

            options = options with { Signer = signer };
        }

        var refusal = Approval.Check(file, options, TimeProvider.System.GetUtcNow(), out var plan);
        if (plan is null)
        {
            if (refusal is not null) WriteError(Failure.PlanRefused(refusal, id));
            return;
        }

        Apply(root, plan, options);
    }

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? given is SwitchParameter { IsPresent: true }
        : SessionState.PSVariable.GetValue("WhatIfPreference") is true or SwitchParameter { IsPresent: true };

    private byte[]? Content()
    {
        if (Plan is not null) return PlanDocument.Write(Plan);
        var path = ProviderPath(Path!);
        try
        {
            return PlanDocument.ReadBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(Failure.PlanInvalid(exception, path));
            return null;
        }
    }

    private (PlanSigner? Signer, ApplyRefusal? Refusal) Signer(byte[] file, PlatformRoot root, string path)
    {
        try
        {
            return Interruptible(stop => PlanSigner.CheckAsync(file, path, root, stop).GetAwaiter().GetResult());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, new ApplyRefusal(RefusalReason.NotApproved, exception.Message));
        }
    }

    private void Apply(PlatformRoot root, PlatformPlan plan, ApplyOptions options)
    {
        var doing = new ApplyProgress(this);
        var applier = new PlanApplier(root, JournalFile.Of(root), TimeProvider.System, Trust.OfUser());
        var prepared = Interruptible(stop => applier.PrepareAsync(plan, options, doing.Note, stop).GetAwaiter().GetResult());
        if (prepared.Refusal is { } refusal)
        {
            WriteError(Failure.PlanRefused(refusal, plan.Id));
            return;
        }

        var hosts = prepared.Hosts.Where(host => MayChange(plan, host)).ToArray();
        if (hosts.Length == 0) return;
        Receive(
            hosts,
            stop => PlanApplier.ApplyAsync(prepared.Only(hosts), options, stop),
            result => result.Host,
            Report,
            doing.Status);
    }

    /// <summary>Asked for each host: changes of one host belong together.</summary>
    private bool MayChange(PlatformPlan plan, string host)
    {
        var changes = plan.Changes.Where(c => c.Host == host).ToArray();
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{host}: {changes.Length} changes"));
        foreach (var change in changes)
            text.Append(CultureInfo.InvariantCulture, $"\n{change.Number,3}  {change.Module ?? "-"}  {change.Action}  {TerminalText.Clean(change.Command, 2_000)}");
        return ShouldProcess(text.ToString(), $"Change {host}?\n{text}", $"Apply plan {plan.Id[..12]}");
    }

    /// <summary>What stands in the way, before what was put back for it.</summary>
    private static ChangeResult? Worst(IReadOnlyList<ChangeResult> results) =>
        results.FirstOrDefault(r => r.Status is ChangeStatus.Failed or ChangeStatus.InDoubt) ?? results.FirstOrDefault(r => r.Status is ChangeStatus.RolledBack);

    private void Report(HostResult host)
    {
        WriteObject(host.Results, enumerateCollection: true);
        if (host.Refusal is { } refusal) WriteError(Failure.PlanRefused(refusal, host.Host));
        else if (Worst(host.Results) is { } failed)
            WriteError(Failure.ChangeFailed(failed));
        else if (host.Results.FirstOrDefault(r => r.NotCompared is not null) is { } open)
            WriteError(Failure.ChangeNotCompared(open));
    }
}
