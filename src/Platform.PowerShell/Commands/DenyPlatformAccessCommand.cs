using System.Management.Automation;
using Platform.Access.Sessions;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Says no to a session that does not run yet.</summary>
/// <example>
/// <code>Deny-PlatformAccess 01KB8Q3N5V2T7M4XW9R6C1ZJAD -Reason 'use the read-only capability'</code>
/// </example>
[Cmdlet(VerbsLifecycle.Deny, "PlatformAccess", SupportsShouldProcess = true)]
[OutputType(typeof(SessionView))]
public sealed class DenyPlatformAccessCommand : AccessStateCommand
{
    /// <summary>Ids of sessions.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>Why not.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    protected override void ProcessRecord()
    {
        foreach (var id in Id)
            if (ShouldProcess(id, "Deny access") && Using(stop => Plane.DenyAsync(id, Reason, stop), id) is { } answer) Write(answer.Session, answer.Refusal, id);
    }
}
