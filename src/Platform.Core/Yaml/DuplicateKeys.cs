namespace Platform.Yaml;

/// <summary>Finds keys that one mapping has twice.</summary>
internal sealed class DuplicateKeys
{
    /// <summary>Up to so many keys comparing each with each is faster than hashing.</summary>
    private const int Few = 12;

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public void Report(TreeBuilder builder, YamlRecord[] records, int mapping)
    {
        if (records[mapping].Count <= Few) CompareEach(builder, records, mapping);
        else Hash(builder, records, mapping);
    }

    private static void CompareEach(TreeBuilder builder, YamlRecord[] records, int mapping)
    {
        var count = records[mapping].Count;
        Span<int> keys = stackalloc int[Few];
        var key = mapping + 1;
        for (var i = 0; i < count; i++)
        {
            var text = records[key].Text!; // keys always have one
            for (var j = 0; j < i; j++)
            {
                if (!string.Equals(records[keys[j]].Text, text, StringComparison.Ordinal)) continue;
                Report(builder, records, keys[j], key);
                break;
            }

            keys[i] = key;
            key += 1 + records[key + 1].Size;
        }
    }

    private void Hash(TreeBuilder builder, YamlRecord[] records, int mapping)
    {
        _seen.Clear();
        var key = mapping + 1;
        for (var i = 0; i < records[mapping].Count; i++)
        {
            var text = records[key].Text!; // keys always have one
            if (!_seen.TryAdd(text, key)) Report(builder, records, _seen[text], key);
            key += 1 + records[key + 1].Size;
        }

        _seen.Clear();
    }

    private static void Report(TreeBuilder builder, YamlRecord[] records, int first, int second)
    {
        var firstPlace = new TextPosition(records[first].Line, records[first].Column);
        var secondPlace = new TextPosition(records[second].Line, records[second].Column);
        builder.Report(
            YamlDiagnosticCode.DuplicateKey,
            $"The key `{TextExcerpt.Of(records[second].Text!)}` is here for the second time; the first is in line {firstPlace.Line}, column {firstPlace.Column}. Keep one of them.",
            secondPlace,
            firstPlace);
    }
}
