namespace Platform.Yaml.Editing;

/// <summary>Writes new entries the way those around them are written.</summary>
/// <param name="Keys">How keys are written.</param>
/// <param name="Texts">How texts are written: plain where they can be, or all in quotes, as JSON has them.</param>
/// <param name="Quotes">The quotes of a text that cannot be plain.</param>
/// <param name="Step">How many blanks a level is indented by, 1 and up.</param>
internal sealed record EntryWriter(SpanForm Keys, SpanForm Texts, SpanForm Quotes, int Step)
{
    /// <summary>Quotes that the whole text has more of; double ones where it has none.</summary>
    public static SpanForm QuotesOf(SpanTree tree) =>
        tree.Leaves.Count(leaf => leaf.Form is SpanForm.SingleQuoted) > tree.Leaves.Count(leaf => leaf.Form is SpanForm.DoubleQuoted)
            ? SpanForm.SingleQuoted
            : SpanForm.DoubleQuoted;

    /// <param name="mapping">The mapping that gets an entry.</param>
    /// <param name="tree">The text that it is in.</param>
    /// <param name="step">How many blanks a level is indented by.</param>
    public static EntryWriter For(SpanNode mapping, SpanTree tree, int step)
    {
        var quotes = QuotesOf(tree);
        var first = mapping.Entries is [var entry, ..] ? entry.Key.Form : SpanForm.Plain;
        var keys = first is SpanForm.SingleQuoted or SpanForm.DoubleQuoted && mapping.Entries.All(e => e.Key.Form == first) ? first : SpanForm.Plain;
        return new EntryWriter(keys, mapping.Form is SpanForm.FlowMapping ? keys : SpanForm.Plain, keys is SpanForm.Plain ? quotes : keys, step);
    }

    /// <summary>The lines of an entry in block style, without the indentation of the first level.</summary>
    public IEnumerable<string> Lines(string key, YamlValue value)
    {
        switch (value)
        {
            case YamlScalar scalar:
                yield return $"{Key(key, inFlow: false)}: {ScalarText.Of(scalar, Texts, Quotes, inFlow: false)}";
                break;
            case YamlMapping { Entries: { Count: > 0 } entries }:
                yield return Key(key, inFlow: false) + ":";
                foreach (var line in entries.SelectMany(entry => Lines(entry.Key, entry.Value))) yield return new string(' ', Step) + line;
                break;
            default:
                yield return Key(key, inFlow: false) + ": {}";
                break;
        }
    }

    /// <summary>An entry in flow style.</summary>
    public string Inline(string key, YamlValue value) => $"{Key(key, inFlow: true)}: {Inline(value)}";

    /// <summary>A value in flow style.</summary>
    public string Inline(YamlValue value) => value switch
    {
        YamlScalar scalar => ScalarText.Of(scalar, Texts, Quotes, inFlow: true),
        YamlMapping { Entries: { Count: > 0 } entries } => $"{{ {string.Join(", ", entries.Select(entry => Inline(entry.Key, entry.Value)))} }}",
        _ => "{}",
    };

    private string Key(string key, bool inFlow) => ScalarText.Of(new YamlScalar(YamlKind.String, key), Keys, Quotes, inFlow);
}
