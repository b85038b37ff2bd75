using Platform.Yaml;

namespace Platform.Schema.Documents;

/// <summary>A schema with its own URI: a document's root, or a subschema with <c>$id</c>.</summary>
internal sealed class SchemaResource(string uri, YamlNode root, Vocabularies vocabularies)
{
    /// <summary>The absolute URI without fragment; empty for a root without <c>$id</c>.</summary>
    public string Uri { get; } = uri;

    public YamlNode Root { get; } = root;

    public Vocabularies Vocabularies { get; } = vocabularies;

    /// <summary>Subschemas by <c>$anchor</c> and <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, AnchoredSchema> Anchors { get; } = new(StringComparer.Ordinal);
}

/// <summary>A subschema that has a name in its resource.</summary>
internal sealed record AnchoredSchema(YamlNode Node, bool IsDynamic);
