using System.Management.Automation;
using Platform.Applying.Journal;
using Platform.Manifests;
using Platform.PowerShell.Completion;
using Platform.Reporting;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Reads the journal of a root: what was done to hosts, when, by whom, and what came of it.</summary>
/// <example>
/// <code>Get-PlatformJournal -Module honcho-api | Where-Object Event -eq Outcome</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformJournal")]
[OutputType(typeof(JournalEntry), typeof(string))]
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
    [ArgumentCompleter(typeof(PlanIdCompleter))]
    public string[]? PlanId { get; set; }

    /// <summary>Checks that no line was altered, added or removed. What is wrong is one error.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Gives one string instead: what <c>platformctl journal --json</c> prints.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void ProcessRecord()
    {
        if (AsJson && (Module ?? HostName ?? PlanId) is not null) ThrowTerminatingError(Failure.JsonIsWhole("-Module, -HostName or -PlanId"));
        var root = FindRoot(Root);
        var journal = JournalFile.Of(root);
        if (Content(journal) is not { } content) return;
        var modules = new NamePatterns(Module);
        var hosts = new NamePatterns(HostName);
        RefuseUnknown(root, journal, content, modules, hosts);
        if (AsJson) WriteJson(ReportJson.Write(new JournalReport(Verify && content.Faults.Count > 0 ? 1 : 0, new JournalSummary(content.Entries.Count, content.Faults.Count), content.Entries, content.Faults)));
        foreach (var entry in AsJson ? [] : content.Entries)
        {
            if ((Module is null || modules.Matches(entry.Module ?? "")) && (HostName is null || hosts.Matches(entry.Host ?? "")) &&
                (PlanId is null || PlanId.Any(id => entry.Plan?.StartsWith(id, StringComparison.OrdinalIgnoreCase) == true)))
            {
                WriteObject(entry);
            }
        }

        if (Verify && content.Faults.Count > 0) WriteError(Failure.JournalNotWhole(journal.Path, content.Faults));
    }

    /// <summary>What neither the journal nor the root knows is an error; what the root knows and the journal has nothing of is none.</summary>
    private void RefuseUnknown(PlatformRoot root, JournalFile journal, JournalContent content, NamePatterns modules, NamePatterns hosts)
    {
        string[] known = [.. content.Entries.Select(e => e.Module).OfType<string>(), .. ModuleFolder.AllOf(root).Select(f => f.Name)];
        foreach (var module in modules.Missing(known)) WriteError(Failure.ModuleNotFound($"no module '{module}' in {root}, and none in its journal", module));
        if (hosts.Missing([.. content.Entries.Select(e => e.Host).OfType<string>()]).Any())
        {
            string[] all = [.. content.Entries.Select(e => e.Host).OfType<string>(), .. Interruptible(stop => RootHosts.Read(root, stop)).Hosts.Select(h => h.Name)];
            foreach (var host in hosts.Missing(all)) WriteError(Failure.HostNotFound(host, root));
        }

        foreach (var id in PlanId ?? [])
            if (!content.Entries.Any(e => e.Plan?.StartsWith(id, StringComparison.OrdinalIgnoreCase) == true)) WriteError(Failure.PlanNotInJournal(id, journal.Path));
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
