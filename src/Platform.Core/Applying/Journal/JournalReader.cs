namespace Platform.Applying.Journal;

/// <summary>Reads a journal and says whether it is whole.</summary>
public static class JournalReader
{
    /// <summary>All entries, and what is wrong with them. A journal that does not exist is empty, and whole.</summary>
    /// <exception cref="IOException">It cannot be read, or is not used: a link, a file of somebody else, more than 64 MiB.</exception>
    public static JournalContent Read(JournalFile journal)
    {
        var content = journal.Read();
        return new JournalContent(content.Entries, content.Faults);
    }
}

/// <summary>What a journal holds.</summary>
/// <param name="Entries">Those that can be read, in their order.</param>
/// <param name="Faults">A sentence for each thing that is wrong: altered, missing or added lines. Empty for a whole journal.</param>
public sealed record JournalContent(IReadOnlyList<JournalEntry> Entries, IReadOnlyList<string> Faults);
