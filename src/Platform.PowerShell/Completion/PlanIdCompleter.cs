using System.Globalization;
using Platform.Applying.Journal;
using Platform.Root;

namespace Platform.PowerShell.Completion;

/// <summary>Ids of the plans in the journal of the root. The tooltip says when each was applied first, and to which hosts.</summary>
public sealed class PlanIdCompleter : RootCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PlatformRoot root, Func<string, bool> isMeant) =>
        JournalReader.Read(JournalFile.Of(root)).Entries.Where(entry => entry.Plan is { } id && isMeant(id)).GroupBy(entry => entry.Plan ?? "", StringComparer.Ordinal)
            .Select(plan => new Candidate(plan.Key, AboutOf([.. plan])));

    private static string AboutOf(JournalEntry[] entries) => string.Create(
        CultureInfo.InvariantCulture,
        $"{entries[0].Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC, by {entries[0].Operator}, to {string.Join(", ", entries.Select(e => e.Host).OfType<string>().Distinct(StringComparer.Ordinal))}");
}
