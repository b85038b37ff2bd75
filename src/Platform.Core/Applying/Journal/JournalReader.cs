using Platform.Files;

namespace Platform.Applying.Journal;

/// <summary>Reads a journal and says whether it is whole.</summary>
public static class JournalReader
{
    private const int MostFaults = 1_000;

    /// <summary>All entries, and what is wrong with them. A journal that does not exist is empty, and whole.</summary>
    /// <exception cref="IOException">It cannot be read, or is not used: a link, a file of somebody else, more than 64 MiB.</exception>
    public static JournalContent Read(JournalFile journal)
    {
        List<JournalEntry> entries = [];
        List<string> faults = [];
        Dictionary<long, string> hashes = [];
        var previous = JournalFile.First;
        var number = 0;
        var (lines, torn) = Lines(journal);
        foreach (var line in lines)
        {
            number++;
            if (faults.Count > MostFaults)
            {
                faults.Add($"line {number} and the lines after it were not read: with this many faults the file is probably no journal");
                break;
            }

            var hash = JournalFile.Hash(line);
            var entry = JournalFile.Parse(line);
            var foreign = entry is null ? ForeignEntry.Of(line) : null;
            if (entry is null && foreign is null)
            {
                faults.Add($"line {number} is no journal entry");
                previous = hash;
                continue;
            }

            var (sequence, follows) = entry is null ? (foreign!.Sequence, foreign.Previous) : (entry.Sequence, entry.Previous); // one of the two is there
            if (foreign is not null) faults.Add($"line {number} has the event {foreign.Event}, which this version does not know; read the journal with the newer version that wrote it");
            if (sequence != number) faults.Add($"line {number} has the number {sequence}: a line was removed or added before it");
            if (follows != previous) faults.Add($"line {number} does not follow from the line before it: a line was altered, removed or added");
            if (entry is not null) entries.Add(entry);
            hashes[sequence] = previous = hash;
        }

        if (torn > 0) faults.Add($"after line {number} come {torn} bytes of an unfinished line: a crash while writing. The next entry removes them");
        if (FaultOfHead(journal, hashes) is { } cut) faults.Add(cut);
        return new JournalContent(entries, faults);
    }

    private static string? FaultOfHead(JournalFile journal, Dictionary<long, string> hashes)
    {
        if (JournalHead.Read(journal.Folder, journal.HeadName) is not { } head)
            return hashes.Count <= 1 ? null : $"{journal.HeadPath}, which says where the journal ends, is missing";
        if (head.Hash.Length == 0) return $"{journal.HeadPath} does not say where the journal ends";
        return hashes.TryGetValue(head.Sequence, out var hash) && hash == head.Hash
            ? null
            : $"the journal once had {head.Sequence} lines and is no longer that journal: it was cut or rewritten";
    }

    /// <summary>Without a lock: somebody may be appending.</summary>
    private static (List<byte[]> Lines, int Torn) Lines(JournalFile journal)
    {
        List<byte[]> lines = [];
        ReadOnlySpan<byte> rest = journal.Folder.Read(journal.Name, OrdinaryFile.MostMade).OrNullWhereMissing(journal.Path);
        while (rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            lines.Add(rest[..end].ToArray());
            rest = rest[(end + 1)..];
        }

        return (lines, rest.Length);
    }
}

/// <summary>What a journal holds.</summary>
/// <param name="Entries">Those that can be read, in their order.</param>
/// <param name="Faults">A sentence for each thing that is wrong: altered, missing or added lines. Empty for a whole journal.</param>
public sealed record JournalContent(IReadOnlyList<JournalEntry> Entries, IReadOnlyList<string> Faults);
