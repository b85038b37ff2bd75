using Platform.Yaml;

namespace Platform.Schema.Documents;

/// <summary>A schema or subschema as it is written, with the graph that knows its place and where its references lead.</summary>
internal readonly record struct SchemaNode(SchemaGraph Graph, YamlNode Source)
{
    /// <summary>The value of a schema that is just <c>true</c> or <c>false</c>.</summary>
    public bool? Always => Source.TryGetBoolean(out var always) ? always : null;

    public SchemaLocation Location => Graph.LocationOf(Source);

    public SchemaResource Resource => Location.Resource;

    /// <summary>The subschema that is a keyword's value; null without that keyword.</summary>
    public SchemaNode? Part(string keyword) => Source.TryGet(keyword, out var part) ? new SchemaNode(Graph, part) : null;

    /// <summary>The subschema of that name in a keyword's value; null if there is none.</summary>
    public SchemaNode? Part(string keyword, string name) =>
        Source[keyword].TryGet(name, out var part) ? new SchemaNode(Graph, part) : null;

    /// <summary>The subschemas of a keyword whose value is a list of them.</summary>
    public SchemaNode[] Parts(string keyword)
    {
        var parts = new List<SchemaNode>();
        foreach (var item in Source[keyword].Items) parts.Add(new SchemaNode(Graph, item));
        return [.. parts];
    }

    /// <summary>The subschemas of a keyword whose value names them.</summary>
    public SchemaNode[] NamedParts(string keyword)
    {
        var parts = new List<SchemaNode>();
        foreach (var entry in Source[keyword].Entries) parts.Add(new SchemaNode(Graph, entry.Value));
        return [.. parts];
    }

    /// <summary>The schema that <c>$ref</c> leads to.</summary>
    public SchemaNode? Target => Graph.Reference(Source) is { } reference ? new SchemaNode(Graph, reference.Target) : null;

    /// <summary>The schema that <c>$dynamicRef</c> leads to where no other takes its place.</summary>
    public SchemaNode? DynamicTarget => Graph.DynamicReference(Source) is { } reference ? new SchemaNode(Graph, reference.Target) : null;

    /// <summary>The schemas in the entry of a keyword of that kind.</summary>
    public static IEnumerable<YamlNode> Subschemas(YamlEntry entry, SubschemaKind kind)
    {
        if (kind == SubschemaKind.One) return [entry.Value];
        var parts = new List<YamlNode>();
        if (kind == SubschemaKind.List)
            foreach (var item in entry.Value.Items) parts.Add(item);
        if (kind == SubschemaKind.Map)
            foreach (var named in entry.Value.Entries)
                // `dependencies` holds lists of names beside schemas.
                if (entry.Key != "dependencies" || named.Value.Kind != YamlKind.Sequence) parts.Add(named.Value);
        return parts;
    }
}
