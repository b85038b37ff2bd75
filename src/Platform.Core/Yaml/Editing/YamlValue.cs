namespace Platform.Yaml.Editing;

/// <summary>A value that a document is meant to have.</summary>
internal abstract record YamlValue
{
    public static YamlValue Of(string text) => new YamlScalar(YamlKind.String, text);

    public static YamlValue Of(bool value) => new YamlScalar(YamlKind.Boolean, value ? "true" : "false");

    public static YamlValue Of(params (string Key, string Text)[] entries) =>
        new YamlMapping([.. entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Text)))]);

    /// <summary>Whether a node says the same: kind and text, keys in any order.</summary>
    public abstract bool IsSaidBy(YamlNode node);
}

/// <summary>A scalar.</summary>
/// <param name="Kind">Its kind; a text of another kind is quoted, so that it stays text.</param>
/// <param name="Text">What it says.</param>
internal sealed record YamlScalar(YamlKind Kind, string Text) : YamlValue
{
    public override bool IsSaidBy(YamlNode node) => node.Kind == Kind && Kind switch
    {
        YamlKind.Boolean => node.TryGetBoolean(out var value) && value == Text is "true",
        YamlKind.Null => true,
        _ => string.Equals(node.Text, Text, StringComparison.Ordinal),
    };
}

/// <summary>A mapping, in the order in which it is written.</summary>
internal sealed record YamlMapping(IReadOnlyList<KeyValuePair<string, YamlValue>> Entries) : YamlValue
{
    public override bool IsSaidBy(YamlNode node) =>
        node.Kind is YamlKind.Mapping && node.Count == Entries.Count &&
        Entries.All(entry => node.TryGet(entry.Key, out var value) && entry.Value.IsSaidBy(value));
}
