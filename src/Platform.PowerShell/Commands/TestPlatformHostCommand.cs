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
public sealed class TestPlatformHostCommand : HostTargetCommand
{
    /// <summary>Gives one Boolean instead: whether every host answered.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void EndProcessing()
    {
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
                if (!Quiet) WriteObject(HostReport.Of(observation, TimeProvider.System.GetUtcNow()));
            });
        if (Quiet) WriteObject(missing == 0 && answered == questions.Length && (answered > 0 || MyInvocation.ExpectingInput));
    }
}
