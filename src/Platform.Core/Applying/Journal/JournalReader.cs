using System.Globalization;

namespace Platform.Applying.Journal;

/// <summary>Reads a journal and says whether it is whole.</summary>
public static class JournalReader
{
    /// <summary>All entries, and what is wrong with them. A journal that does not exist is empty, and whole.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JournalContent Read(JournalFile journal)
    {
        List<JournalEntry> entries = [];
        List<string> faults = [];
        Dictionary<long, string> hashes = [];
        var previous = JournalFile.First;
        var number = 0;
        var (lines, torn) = Lines(journal.Path);
        foreach (var line in lines)
        {
            number++;
            var hash = JournalFile.Hash(line);
            if (JournalFile.Parse(line) is not { } entry)
            {
                faults.Add($"line {number} is no journal entry");
                previous = hash;
                continue;
            }

            if (entry.Sequence != number) faults.Add($"line {number} has the number {entry.Sequence}: a line was taken away or added before it");
            if (entry.Previous != previous) faults.Add($"line {number} does not follow from the line before it, which was altered, taken away or added");
            entries.Add(entry);
            hashes[entry.Sequence] = previous = hash;
        }

        if (torn > 0) faults.Add($"behind line {number} stand {torn} bytes without an end: a crash while writing; the next entry takes them away");
        if (FaultOfHead(journal, hashes) is { } cut) faults.Add(cut);
        return new JournalContent(entries, faults);
    }

    private static string? FaultOfHead(JournalFile journal, Dictionary<long, string> hashes)
    {
        if (!File.Exists(journal.HeadPath)) return hashes.Count == 0 ? null : $"{journal.HeadPath}, which says where the journal ends, is missing";
        var words = File.ReadAllText(journal.HeadPath).Split(' ', '\n');
        if (words.Length < 2 || !long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return $"{journal.HeadPath} does not say where the journal ends";
        return hashes.TryGetValue(sequence, out var hash) && hash == words[1]
            ? null
            : $"the journal once had {sequence} lines and is not that journal any more: it was cut or written anew";
    }

    private static (List<byte[]> Lines, int Torn) Lines(string path)
    {
        List<byte[]> lines = [];
        if (!File.Exists(path)) return (lines, 0);
        ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
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
