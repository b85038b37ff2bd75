namespace Platform.Journals;

/// <summary>What a chained file holds. Pure.</summary>
/// <param name="Entries">Those that can be read, in their order.</param>
/// <param name="Faults">A sentence for each thing that is wrong: altered, missing or added lines. Empty for a whole file.</param>
internal sealed record ChainContent<TEntry>(IReadOnlyList<TEntry> Entries, IReadOnlyList<string> Faults)
    where TEntry : class, IChainedEntry<TEntry>
{
    private const int MostFaults = 1_000;

    /// <param name="bytes">The whole file.</param>
    /// <param name="headOf">Reads the head; null where there is none. Asked after the lines.</param>
    /// <param name="headPath">Where that would be.</param>
    /// <param name="format">What the lines are.</param>
    public static ChainContent<TEntry> Of(ReadOnlySpan<byte> bytes, Func<ChainHead?> headOf, string headPath, ChainFormat<TEntry> format)
    {
        List<TEntry> entries = [];
        List<string> faults = [];
        Dictionary<long, string> hashes = [];
        var previous = Chain.First;
        var number = 0;
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var line = bytes[..end];
            bytes = bytes[(end + 1)..];
            number++;
            if (faults.Count > MostFaults)
            {
                faults.Add($"line {number} and the lines after it were not read: with this many faults the file is probably no {format.Noun}");
                bytes = bytes[(bytes.LastIndexOf((byte)'\n') + 1)..];
                break;
            }

            var hash = Chain.Hash(line);
            var entry = format.Parse(line);
            var foreign = entry is null && format.Events.Count > 0 ? ForeignEntry.Of(line, format.Events) : null;
            if (entry is null && foreign is null)
            {
                faults.Add($"line {number} is no {format.Noun} entry");
                previous = hash;
                continue;
            }

            var (sequence, follows) = entry is null ? (foreign!.Sequence, foreign.Previous) : (entry.Sequence, entry.Previous); // one of the two is there
            if (foreign is not null) faults.Add($"line {number} has the event {foreign.Event}, which this version does not know; read the {format.Noun} with the newer version that wrote it");
            if (sequence != number) faults.Add($"line {number} has the number {sequence}: a line was removed or added before it");
            if (follows != previous) faults.Add($"line {number} does not follow from the line before it: a line was altered, removed or added");
            if (entry is not null) entries.Add(entry);
            hashes[sequence] = previous = hash;
        }

        if (bytes.Length > 0) faults.Add($"after line {number} come {bytes.Length} bytes of an unfinished line: a crash while writing. The next entry removes them");
        if (FaultOfHead(headOf(), headPath, hashes, format) is { } cut) faults.Add(cut);
        return new ChainContent<TEntry>(entries, faults);
    }

    private static string? FaultOfHead(ChainHead? head, string path, Dictionary<long, string> hashes, ChainFormat<TEntry> format)
    {
        if (head is null) return hashes.Count <= 1 ? null : $"{path}, which says where the {format.Noun} ends, is missing";
        if (head.Hash.Length == 0) return $"{path} does not say where the {format.Noun} ends";
        return hashes.TryGetValue(head.Sequence, out var hash) && hash == head.Hash
            ? null
            : $"the {format.Noun} once had {head.Sequence} lines and is no longer that {format.Noun}: it was cut or rewritten";
    }
}
