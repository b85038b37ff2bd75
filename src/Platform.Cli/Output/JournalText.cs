using System.Globalization;
using Platform.Applying.Journal;

namespace Platform.Cli.Output;

/// <summary>The journal for people: a line for each entry.</summary>
internal static class JournalText
{
    public static void Print(JournalContent content, bool verified)
    {
        foreach (var entry in content.Entries)
        {
            var (word, colour) = (entry.Event, entry.Succeeded) switch
            {
                (var happened, true) => ($"{happened} ok", "green"),
                (var happened, false) => ($"{happened} failed", "red"),
                (JournalEvent.Outcome or JournalEvent.RollbackOutcome, null) => ($"{entry.Event} not known", "yellow"),
                var (happened, _) => (happened.ToString(), "grey"),
            };
            string?[] words =
            [
                entry.Plan?[..12], entry.Host, entry.Change?.ToString(CultureInfo.InvariantCulture), entry.Module, entry.Action?.ToString(),
                entry.Message ?? entry.Command,
            ];
            MarkupLines.Write(
                $"{entry.Sequence,4}  {entry.Time:yyyy-MM-dd HH:mm:ss}  {entry.Operator}  [{colour}]{word}[/]  {string.Join("  ", words.OfType<string>())}");
        }

        foreach (var fault in content.Faults) Messages.Error(fault);
        if (content is { Entries.Count: 0, Faults.Count: 0 }) MarkupLines.Write($"the journal is empty: nothing was applied from this root");
        else if (verified && content.Faults.Count == 0) MarkupLines.Write($"[green]whole[/]: {content.Entries.Count} entries, none altered, added or removed");
    }
}
