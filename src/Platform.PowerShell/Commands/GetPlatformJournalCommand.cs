using System.Management.Automation;
using Platform.Applying.Journal;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Reads the journal of a root: what was done to hosts, when, by whom, and what came of it.</summary>
/// <example>
/// <code>Get-PlatformJournal -Module honcho-api | Where-Object Event -eq Outcome</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformJournal")]
[OutputType(typeof(JournalEntry))]
public sealed class GetPlatformJournalCommand : PlatformCommand
{
    /// <summary>Ids of modules, with or without wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModuleNameCompleter))]
    public string[]? Module { get; set; }

    /// <summary>Names of hosts, with or without wildcards.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[]? HostName { get; set; }

    /// <summary>Ids of plans, or how they begin.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? PlanId { get; set; }

    /// <summary>Checks that no line was altered, added or taken away. What is wrong is one error.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void ProcessRecord()
    {
        var journal = JournalFile.Of(FindRoot(Root));
        if (Content(journal) is not { } content) return;
        var modules = new NamePatterns(Module);
        var hosts = new NamePatterns(HostName);
        foreach (var entry in content.Entries)
        {
            if ((Module is null || modules.Matches(entry.Module ?? "")) && (HostName is null || hosts.Matches(entry.Host ?? "")) &&
                (PlanId is null || PlanId.Any(id => entry.Plan?.StartsWith(id, StringComparison.OrdinalIgnoreCase) == true)))
            {
                WriteObject(entry);
            }
        }

        if (Verify && content.Faults.Count > 0) WriteError(Failure.JournalNotWhole(journal.Path, content.Faults));
    }

    private JournalContent? Content(JournalFile journal)
    {
        try
        {
            return JournalReader.Read(journal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(Failure.JournalNotReadable(exception, journal.Path));
            return null;
        }
    }
}
