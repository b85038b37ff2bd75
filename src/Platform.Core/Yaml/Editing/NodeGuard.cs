namespace Platform.Yaml.Editing;

/// <summary>What a node may not have on the way to a change, for a change there would be one elsewhere as well.</summary>
internal static class NodeGuard
{
    /// <summary>A mapping that gets an entry, or one of whose entries is changed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="node">The node.</param>
    /// <param name="name">What it is called, for the message.</param>
    /// <param name="wanted">The key that is looked for in it.</param>
    public static EditRefusal? OfMapping(EditText text, SpanNode node, string name, string wanted)
    {
        if (OfNode(text, node, name) is { } refusal) return refusal;
        if (!node.IsMapping) return text.Refuse(EditRefusalReason.NoParent, node.Start, $"The value of {name} is no mapping, and has no place for `{wanted}`.");
        foreach (var (key, _) in node.Entries)
        {
            if (key.Form is SpanForm.Alias)
                return text.Refuse(EditRefusalReason.Alias, key.Start, "A key is an alias here; write it out.");
            if (key.HasAnchor || key.HasTag)
                return text.Refuse(key.HasAnchor ? EditRefusalReason.Anchor : EditRefusalReason.Tag, key.Start, "A key has an anchor or a tag here; take it away.");
            if (key is { Form: SpanForm.Plain, Text: "<<" })
                return text.Refuse(EditRefusalReason.MergeKey, key.Start, $"The merge key << brings keys into {name}, and `{wanted}` may be among them; write them out.");
        }

        return null;
    }

    /// <summary>A value that is changed.</summary>
    public static EditRefusal? OfValue(EditText text, SpanNode node, string key) => OfNode(text, node, $"`{key}`");

    private static EditRefusal? OfNode(EditText text, SpanNode node, string name) => node switch
    {
        { Form: SpanForm.Alias } => text.Refuse(EditRefusalReason.Alias, node.Start, $"The value of {name} is an alias: its text stands elsewhere, for others, too. Write it out here."),
        { HasAnchor: true } => text.Refuse(EditRefusalReason.Anchor, node.Start, $"The value of {name} has an anchor: aliases of it would change, too. Write them out, and take the anchor away."),
        { HasTag: true } => text.Refuse(EditRefusalReason.Tag, node.Start, $"The value of {name} has a tag; take it away."),
        _ => null,
    };
}
