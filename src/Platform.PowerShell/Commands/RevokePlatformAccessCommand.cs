using System.Management.Automation;
using Platform.Access.Sessions;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Ends a session, and takes its credential back.</summary>
/// <example>
/// <code>Get-PlatformAccess -Open | Revoke-PlatformAccess -Reason 'done'</code>
/// </example>
[Cmdlet(VerbsSecurity.Revoke, "PlatformAccess", SupportsShouldProcess = true)]
[OutputType(typeof(SessionView))]
public sealed class RevokePlatformAccessCommand : AccessStateCommand
{
    /// <summary>Ids of sessions.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>Why.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            if (!ShouldProcess(id, "Revoke access") || Using(stop => Plane.RevokeAsync(id, Reason, stop), id) is not { } answer) continue;
            Write(answer.Session, answer.Refusal, id);
            if (answer.NotGone is { } why) WriteError(Failure.CredentialNotRevoked(id, why));
        }
    }
}
