using Platform.Diagnostics;
using Platform.Yaml;

namespace Platform.Compose;

/// <summary>
/// A value of an evaluated service: what it says, variables as they are written, and where it stands. Merge keys are followed;
/// the layers of several files are merged by <see cref="ComposeMerge"/>. The default value does not exist.
/// </summary>
internal sealed class ComposeValue
{
    /// <summary>A merge key may bring another one: no deeper than documents are.</summary>
    private const int DeepestMerge = 64;

    private readonly IReadOnlyList<ComposeValue> _items;
    private readonly IReadOnlyList<ComposeEntry> _entries;

    private ComposeValue(YamlKind? kind, string text, SourcePlace place, string folder, IReadOnlyList<ComposeValue> items, IReadOnlyList<ComposeEntry> entries)
    {
        (Kind, Text, Place, Folder, _items, _entries) = (kind ?? YamlKind.Null, text, place, folder, items, entries);
        Exists = kind is not null;
    }

    /// <summary>What a key that is not there has.</summary>
    public static ComposeValue None { get; } = new(null, "", default, "", [], []);

    public bool Exists { get; }

    public YamlKind Kind { get; }

    /// <summary>What a scalar says, as written; empty for lists and mappings.</summary>
    public string Text { get; }

    public SourcePlace Place { get; }

    /// <summary>Absolute path of the folder that relative paths in it are relative to.</summary>
    public string Folder { get; }

    /// <summary>What is done with the value of the layer below.</summary>
    public ComposeTag Tag { get; private init; }

    /// <summary>The items of a list; none of any other value.</summary>
    public IReadOnlyList<ComposeValue> Items => _items;

    /// <summary>The entries of a mapping, each key once; none of any other value.</summary>
    public IReadOnlyList<ComposeEntry> Entries => _entries;

    /// <summary>The items of a list, or the value itself where it is one word; none where there is none.</summary>
    public IReadOnlyList<ComposeValue> ItemsOrSelf => Kind is YamlKind.Sequence ? _items : Exists && Kind is not YamlKind.Null ? [this] : [];

    /// <summary>The value of a key, or one that does not exist.</summary>
    public ComposeValue this[string key]
    {
        get
        {
            foreach (var entry in _entries)
                if (entry.Key == key) return entry.Value;
            return None;
        }
    }

    /// <summary>Whether it is a Boolean that is true. Compose also takes the words that YAML 1.1 had for one.</summary>
    public bool IsTrue => Kind is YamlKind.Boolean or YamlKind.String && Text.ToUpperInvariant() is "TRUE" or "YES" or "ON" or "Y";

    public override string ToString() => $"{Place}: {Kind}";

    public static ComposeValue Sequence(SourcePlace place, string folder, IReadOnlyList<ComposeValue> items) => new(YamlKind.Sequence, "", place, folder, items, []);

    public static ComposeValue Mapping(SourcePlace place, string folder, IReadOnlyList<ComposeEntry> entries) => new(YamlKind.Mapping, "", place, folder, [], entries);

    /// <summary>Reads a node of a compose file.</summary>
    /// <param name="node">The node.</param>
    /// <param name="file">The file, relative to the root.</param>
    /// <param name="folder">The folder that paths are relative to.</param>
    /// <param name="tags">Compose's tags in the file, by place.</param>
    public static ComposeValue Of(YamlNode node, string file, string folder, IReadOnlyDictionary<TextPosition, ComposeTag> tags)
    {
        return node.Exists ? Read(node) : None;

        ComposeValue Read(YamlNode at)
        {
            var place = new SourcePlace(file, at.Position);
            List<ComposeValue> items = [];
            List<ComposeEntry> entries = [];
            foreach (var item in at.Items) items.Add(Read(item));
            if (at.Kind is YamlKind.Mapping) Collect(at, entries, new HashSet<string>(StringComparer.Ordinal), 0);
            return new ComposeValue(at.Kind, at.Text, place, folder, items, entries) { Tag = tags.GetValueOrDefault(at.Position) };
        }

        // Own keys go before those that are merged in, and of several merged mappings the first that has a key has it.
        void Collect(YamlNode mapping, List<ComposeEntry> entries, HashSet<string> seen, int depth)
        {
            foreach (var entry in mapping.Entries)
                if (entry.Key != ComposeDefinition.Merge && seen.Add(entry.Key)) entries.Add(new ComposeEntry(entry.Key, new SourcePlace(file, entry.KeyPosition), Read(entry.Value)));
            if (depth == DeepestMerge) return;
            foreach (var entry in mapping.Entries)
            {
                if (entry.Key != ComposeDefinition.Merge) continue;
                if (entry.Value.Kind is YamlKind.Mapping) Collect(entry.Value, entries, seen, depth + 1);
                foreach (var merged in entry.Value.Items) Collect(merged, entries, seen, depth + 1);
            }
        }
    }
}

/// <summary>A key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Place">Where the key stands.</param>
/// <param name="Value">The value.</param>
internal sealed record ComposeEntry(string Key, SourcePlace Place, ComposeValue Value);

/// <summary>What a value of a later file does to that of an earlier one. https://github.com/compose-spec/compose-spec/blob/main/13-merge.md</summary>
internal enum ComposeTag
{
    /// <summary>It is merged with it.</summary>
    None,

    /// <summary><c>!reset</c>: both are gone.</summary>
    Reset,

    /// <summary><c>!override</c>: it takes its place.</summary>
    Override,
}
