using System.Management.Automation;
using Platform.Access.Sessions;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Shows sessions: what was asked, who approved it, and where it stands.</summary>
/// <example>
/// <code>Get-PlatformAccess -Open</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformAccess")]
[OutputType(typeof(SessionView))]
public sealed class GetPlatformAccessCommand : AccessStateCommand
{
    /// <summary>Ids of sessions, with or without wildcards. All where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Those that are requested, approved or active alone.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    protected override void ProcessRecord()
    {
        if (Id is null && MyInvocation.ExpectingInput) return;
        if (Using(_ => Task.FromResult(Plane.Store.List()), Plane.Store.Path) is not { } stored) return;
        foreach (var fault in stored.Faults) WriteWarning(fault);
        var patterns = new NamePatterns(Id);
        foreach (var id in patterns.Missing([.. stored.Sessions.Select(s => s.Id)])) WriteError(Failure.AccessRefused(Access.AccessPlane.NoSuchSession(id), id));
        foreach (var session in stored.Sessions.Where(s => patterns.Matches(s.Id)))
        {
            if (Using(stop => Plane.ViewAsync(session, stop), session.Id) is { } view &&
                (!Open || view.Status is SessionStatus.Requested or SessionStatus.Approved or SessionStatus.Active))
            {
                WriteObject(view);
            }
        }
    }
}
