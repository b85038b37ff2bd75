using Platform.Schema.Evaluating;
using Platform.Schema.Keywords;
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
        Visit(schema, keyword =>
        {
            if (keyword is TypeKeyword type) types &= type.Types;
            else if (keyword is EnumKeyword values)
                types &= values.Values.Aggregate(InstanceTypes.None, (all, value) => all | InstanceType.Of(value));
        });
        return types;
    }

    /// <summary>The values of <c>const</c> or <c>enum</c>; null if the schema has neither.</summary>
    public static IReadOnlyList<YamlNode>? AllowedValues(SchemaNode schema)
    {
        IReadOnlyList<YamlNode>? allowed = null;
        Visit(schema, keyword => allowed ??= (keyword as EnumKeyword)?.Values);
        return allowed;
    }

    /// <summary>The schema of a key, as the first of the schemas says that know the key.</summary>
    public static SchemaNode? Property(SchemaNode schema, string name)
    {
        SchemaNode? found = null;
        Visit(schema, keyword => found ??= (keyword as PropertiesKeyword)?.Find(name));
        return found;
    }

    /// <summary>The keys that the schema, or a branch of it, knows by name, in its order.</summary>
    public static IReadOnlyCollection<string> KnownKeys(SchemaNode schema)
    {
        var names = new List<string>();
        Visit(schema, keyword => names.AddRange((keyword as PropertiesKeyword)?.KnownNames ?? []), withBranches: true);
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private static void Visit(SchemaNode schema, Action<SchemaKeyword> visit, bool withBranches = false, int depth = 0)
    {
        if (depth > MaxDepth) return;
        foreach (var keyword in schema.Keywords)
        {
            visit(keyword);
            if (keyword is not InPlaceKeyword inPlace) continue;
            foreach (var part in withBranches ? inPlace.Branches : inPlace.Parts)
                Visit(part, visit, withBranches, depth + 1);
        }
    }
}
