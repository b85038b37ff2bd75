using Platform.Schema.Documents;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>
/// What a schema says about a value as a whole, with <c>$ref</c> and <c>allOf</c> followed: the types, values and
/// keys it can have. Explanations use it to tell the branches of a union apart.
/// </summary>
internal static class SchemaShape
{
    /// <summary>References may go round in circles.</summary>
    private const int MaxDepth = 8;

    /// <summary>The types a valid value can have.</summary>
    public static InstanceTypes Types(SchemaNode schema)
    {
        var types = InstanceTypes.All;
        if (schema.Always == false) return InstanceTypes.None;
        Visit(schema, part =>
        {
            if (OwnTypes(part) is { } own) types &= own;
            foreach (var values in OwnValues(part))
                types &= values.Aggregate(InstanceTypes.None, (all, value) => all | InstanceType.Of(value));
        });
        return types;
    }

    /// <summary>The types that the keyword <c>type</c> of just this schema names; null without it.</summary>
    public static InstanceTypes? OwnTypes(SchemaNode schema)
    {
        if (!schema.Source.TryGet("type", out var type)) return null;
        if (type.Kind == YamlKind.String) return InstanceType.Parse(type.Text);
        var types = InstanceTypes.None;
        foreach (var name in type.Items) types |= InstanceType.Parse(name.Text);
        return types;
    }

    /// <summary>The values of <c>const</c> or <c>enum</c>; null if the schema has neither.</summary>
    public static IReadOnlyList<YamlNode>? AllowedValues(SchemaNode schema)
    {
        IReadOnlyList<YamlNode>? allowed = null;
        Visit(schema, part => allowed ??= OwnValues(part).FirstOrDefault());
        return allowed;
    }

    /// <summary>The schema of a key, as the first of the schemas says that know the key.</summary>
    public static SchemaNode? Property(SchemaNode schema, string name)
    {
        SchemaNode? found = null;
        Visit(schema, part => found ??= part.Part("properties", name));
        return found;
    }

    /// <summary>The keys that the schema, or a branch of it, knows by name, in its order.</summary>
    public static IReadOnlyCollection<string> KnownKeys(SchemaNode schema)
    {
        var names = new List<string>();
        Visit(
            schema,
            part =>
            {
                foreach (var entry in part.Source["properties"].Entries) names.Add(entry.Key);
            },
            withBranches: true);
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The values of <c>const</c>, then those of <c>enum</c>, of just this schema.</summary>
    private static IEnumerable<IReadOnlyList<YamlNode>> OwnValues(SchemaNode schema)
    {
        if (schema.Source.TryGet("const", out var constant)) yield return [constant];
        if (!schema.Source.TryGet("enum", out var list) || list.Kind != YamlKind.Sequence) yield break;
        var values = new List<YamlNode>(list.Count);
        foreach (var value in list.Items) values.Add(value);
        yield return values;
    }

    private static void Visit(SchemaNode schema, Action<SchemaNode> visit, bool withBranches = false, int depth = 0)
    {
        if (depth > MaxDepth) return;
        visit(schema);
        foreach (var part in Parts(schema, withBranches)) Visit(part, visit, withBranches, depth + 1);
    }

    /// <summary>The schemas that every valid value meets, and, if asked for, those that it may meet.</summary>
    private static IEnumerable<SchemaNode> Parts(SchemaNode schema, bool withBranches)
    {
        var parts = new List<SchemaNode>();
        if (schema.Target is { } target) parts.Add(target);
        if (schema.DynamicTarget is { } dynamic) parts.Add(dynamic);
        if (withBranches) parts.AddRange(schema.NamedParts("dependentSchemas"));
        parts.AddRange(schema.Parts("allOf"));
        foreach (var union in (string[])["anyOf", "oneOf"])
        {
            var branches = schema.Parts(union);
            if (withBranches || branches.Length == 1) parts.AddRange(branches);
        }

        if (withBranches && schema.Part("if") is { } condition)
        {
            parts.Add(condition);
            if (schema.Part("then") is { } then) parts.Add(then);
            if (schema.Part("else") is { } otherwise) parts.Add(otherwise);
        }

        return parts;
    }
}
