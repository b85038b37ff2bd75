using System.Management.Automation;
using Platform.Reporting;
using Platform.Snapshots;

namespace Platform.PowerShell.Commands;

/// <summary>Asks hosts whether they answer, and what they run: one short connection each.</summary>
/// <remarks>
/// All hosts of the root where none is named. An unreachable host is a result with its reason, not an error: that is
/// what the cmdlet is for.
/// </remarks>
/// <example>
/// <code>Test-PlatformHost | Where-Object Reachable -eq $false</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "PlatformHost", DefaultParameterSetName = NameSet)]
[OutputType(typeof(HostReport), ParameterSetName = [NameSet, InputSet])]
[OutputType(typeof(bool), ParameterSetName = [NameSet, InputSet])]
[OutputType(typeof(string), ParameterSetName = [NameSet, InputSet])]
public sealed class TestPlatformHostCommand : HostTargetCommand
{
    /// <summary>Gives one Boolean instead: whether every host answered.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Gives one string instead: what <c>platformctl hosts --json</c> prints.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void BeginProcessing()
    {
        if (AsJson && Quiet) ThrowTerminatingError(Failure.JsonIsWhole("-Quiet"));
    }

    protected override void EndProcessing()
    {
        List<HostReport> reports = [];
        HostQuestion[] questions = [.. Targets(out var missing).Select(h => HostQuestion.Ask(h, SnapshotRequest.Probe))];
        Announce(questions);
        var answered = 0;
        Receive(
            questions.Select(q => q.Name),
            stop => Reader.ReadAllAsync(questions, ThrottleLimit, stop),
            observation => observation.Host,
            observation =>
            {
                Announce(observation);
                if (observation.IsReachable) answered++;
                var report = HostReport.Of(observation, TimeProvider.System.GetUtcNow());
                if (AsJson) reports.Add(report);
                else if (!Quiet) WriteObject(report);
            });
        if (AsJson) WriteJson(ReportJson.Write(HostsReport.Of(reports)));
        if (Quiet) WriteObject(missing == 0 && answered == questions.Length && (answered > 0 || MyInvocation.ExpectingInput));
    }
}
