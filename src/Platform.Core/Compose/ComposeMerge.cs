using Platform.Yaml;

namespace Platform.Compose;

/// <summary>
/// Merges the layers of a service: what it extends, its file, an override. Mappings are merged by key and lists are put one behind the
/// other; a command, an entrypoint and the test of a health check are replaced. A list beside a mapping (environment, labels, networks)
/// becomes a list whose items are words and mappings. Who reads a list lets the later of two that mean one thing win.
/// https://github.com/compose-spec/compose-spec/blob/main/13-merge.md
/// </summary>
internal static class ComposeMerge
{
    private static readonly string[] Replaced = ["command", "entrypoint", "test"];

    /// <param name="below">The earlier layer.</param>
    /// <param name="above">The later one.</param>
    public static ComposeValue Layer(ComposeValue below, ComposeValue above) => Merge("", below, above);

    private static ComposeValue Merge(string key, ComposeValue below, ComposeValue above)
    {
        if (above.Tag is ComposeTag.Reset) return ComposeValue.None;
        if (!above.Exists) return below;
        // A key without a value says nothing of a mapping or a list below it.
        if (above.Kind is YamlKind.Null && below.Kind is YamlKind.Mapping or YamlKind.Sequence) return below;
        if (!below.Exists || below.Kind is YamlKind.Null || above.Tag is ComposeTag.Override || Replaced.Contains(key, StringComparer.Ordinal)) return Cleared(above);
        return (below.Kind, above.Kind) switch
        {
            (YamlKind.Mapping, YamlKind.Mapping) => Mappings(below, above),
            (YamlKind.Sequence, _) or (_, YamlKind.Sequence) => ComposeValue.Sequence(above.Place, above.Folder, [.. below.ItemsOrSelf, .. above.ItemsOrSelf]),
            _ => Cleared(above),
        };
    }

    private static ComposeValue Mappings(ComposeValue below, ComposeValue above)
    {
        List<ComposeEntry> entries = [];
        foreach (var entry in below.Entries)
        {
            var other = above.Entries.FirstOrDefault(e => e.Key == entry.Key);
            var value = Merge(entry.Key, entry.Value, other?.Value ?? ComposeValue.None);
            if (value.Exists) entries.Add(new ComposeEntry(entry.Key, other is null || value == entry.Value ? entry.Place : other.Place, value));
        }

        foreach (var entry in above.Entries)
            if (entry.Value.Tag is not ComposeTag.Reset && below.Entries.All(e => e.Key != entry.Key)) entries.Add(entry with { Value = Cleared(entry.Value) });
        return ComposeValue.Mapping(above.Place, above.Folder, entries);
    }

    /// <summary>A value without the entries that are only there to take something away.</summary>
    private static ComposeValue Cleared(ComposeValue value) => value.Entries.Any(e => e.Value.Tag is ComposeTag.Reset)
        ? ComposeValue.Mapping(value.Place, value.Folder, [.. value.Entries.Where(e => e.Value.Tag is not ComposeTag.Reset)])
        : value;
}
