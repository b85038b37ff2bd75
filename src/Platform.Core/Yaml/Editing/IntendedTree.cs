namespace Platform.Yaml.Editing;

/// <summary>The tree that a text has to have after a change, without places.</summary>
internal static class IntendedTree
{
    /// <param name="document">The old tree.</param>
    /// <param name="change">The change; the mappings on its path are there.</param>
    /// <param name="behind">The index of the entry that a new key goes behind; null where a value is set.</param>
    public static YamlRecord[] Of(YamlDocument document, YamlChange change, int? behind)
    {
        List<int> ancestors = [0];
        var mapping = document.Root;
        foreach (var key in change.Path.SkipLast(1))
        {
            mapping = mapping[key];
            ancestors.Add(mapping.Index);
        }

        List<YamlRecord> put = [];
        if (behind is not null) put.Add(Record(YamlKind.String, change.Key));
        Append(put, change.Value);
        var at = behind is { } index ? IndexBehind(mapping, index) : mapping[change.Key].Index;
        var taken = behind is null ? document.Records[at].Size : 0;
        return Splice(document.Records, at, taken, put, ancestors, mapping.Index, behind is not null);
    }

    /// <summary>Whether two trees are the same but for places.</summary>
    public static bool AreSame(YamlRecord[] one, YamlRecord[] other)
    {
        if (one.Length != other.Length) return false;
        for (var i = 0; i < one.Length; i++)
        {
            var (a, b) = (one[i], other[i]);
            if (a.Kind != b.Kind || a.Count != b.Count || a.Size != b.Size || !string.Equals(a.Text, b.Text, StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private static YamlRecord[] Splice(YamlRecord[] old, int at, int taken, List<YamlRecord> put, List<int> ancestors, int mapping, bool isNew)
    {
        var grown = put.Count - taken;
        YamlRecord[] records = [.. old[..at], .. put, .. old[(at + taken)..]];
        foreach (var ancestor in ancestors) records[ancestor].Size += grown;
        if (isNew) records[mapping].Count++;
        for (var i = 0; i < records.Length; i++)
        {
            var isPut = i >= at && i < at + put.Count;
            if (!isPut && records[i].Kind == YamlRecord.Alias && records[i].Count >= at) records[i].Count += grown;
        }

        return records;
    }

    private static int IndexBehind(YamlNode mapping, int index)
    {
        var next = mapping.Index + 1;
        foreach (var entry in mapping.Entries)
        {
            if (index-- < 0) break;
            next = entry.KeyNode.Index + 1;
            next += mapping.Document!.Records[next].Size; // a mapping with entries has a document
        }

        return next;
    }

    private static void Append(List<YamlRecord> records, YamlValue value)
    {
        if (value is YamlScalar scalar)
        {
            records.Add(Record(scalar.Kind, scalar.Text));
            return;
        }

        var index = records.Count;
        var entries = ((YamlMapping)value).Entries;
        records.Add(new YamlRecord { Kind = YamlKind.Mapping, Count = entries.Count });
        foreach (var entry in entries)
        {
            records.Add(Record(YamlKind.String, entry.Key));
            Append(records, entry.Value);
        }

        var mapping = records[index];
        mapping.Size = records.Count - index;
        records[index] = mapping;
    }

    private static YamlRecord Record(YamlKind kind, string text) => new() { Kind = kind, Text = text, Size = 1 };
}
