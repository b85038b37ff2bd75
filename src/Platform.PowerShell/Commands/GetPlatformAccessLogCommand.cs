using System.Management.Automation;
using Platform.Access.Audit;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Reads the audit: who asked, who said yes, what was given, and when it was gone.</summary>
/// <example>
/// <code>Get-PlatformAccessLog -Verify | Where-Object Level -eq Alert</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformAccessLog")]
[OutputType(typeof(AuditEntry))]
public sealed class GetPlatformAccessLogCommand : AccessStateCommand
{
    /// <summary>Ids of sessions, with or without wildcards. All entries where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Session")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Checks that no line was altered, added or removed. What is wrong is one error.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    protected override void ProcessRecord()
    {
        if (Id is null && MyInvocation.ExpectingInput) return;
        if (Using(_ => Task.FromResult(Plane.Audit.Read()), Plane.Audit.Path) is not { } content) return;
        var patterns = new NamePatterns(Id);
        foreach (var id in patterns.Missing([.. content.Entries.Select(e => e.Session).OfType<string>()])) WriteError(Failure.AccessRefused(Access.AccessPlane.NoSuchSession(id), id));
        foreach (var entry in content.Entries)
            if (Id is null || patterns.Matches(entry.Session ?? "")) WriteObject(entry);
        if (Verify && content.Faults.Count > 0) WriteError(Failure.AuditNotWhole(Plane.Audit.Path, content.Faults));
    }
}
