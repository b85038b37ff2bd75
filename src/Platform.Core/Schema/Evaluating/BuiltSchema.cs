using System.Globalization;
using System.Text.Json;
using Json.Schema;
using Platform.Schema.Keywords;
using Library = Json.Schema;

namespace Platform.Schema.Evaluating;

/// <summary>A schema as JsonSchema.Net has built it from <see cref="SchemaText"/>, with its references led to their targets.</summary>
internal static class BuiltSchema
{
    /// <exception cref="JsonSchemaException">A keyword has a value that it cannot have.</exception>
    public static Library.JsonSchema Build(JsonDocument text, int targets)
    {
        // A registry of its own: the global one is shared by threads, and takes each URI once.
        var options = new BuildOptions { SchemaRegistry = new SchemaRegistry(), Dialect = Draft202012.Dialect };
        var schema = Library.JsonSchema.Build(text.RootElement, options, new Uri(SchemaText.Base));

        var numbered = new JsonSchemaNode[targets];
        numbered[0] = schema.Root;
        foreach (var keyword in Walk(schema.Root, numbered)) Lead(keyword, numbered);
        return schema;
    }

    /// <summary>Files the schemas under their numbers, and gives all references: the whole tree, before it becomes a graph.</summary>
    private static List<KeywordData> Walk(JsonSchemaNode root, JsonSchemaNode[] numbered)
    {
        var references = new List<KeywordData>();
        var queue = new Queue<JsonSchemaNode>([root]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var keyword in node.Keywords)
            {
                if (keyword.Handler is RefKeyword or DynamicRefKeyword) references.Add(keyword);
                foreach (var part in keyword.Subschemas)
                {
                    if (keyword.Handler.Name == "$defs") numbered[Number(part)] = part;
                    queue.Enqueue(part);
                }
            }
        }

        return references;
    }

    private static int Number(JsonSchemaNode part) => int.Parse(part.RelativePath[0].ToString(), CultureInfo.InvariantCulture);

    private static void Lead(KeywordData keyword, JsonSchemaNode[] numbered)
    {
        JsonSchemaNode At(JsonElement number) => numbered[number.GetInt32()];
        if (keyword.Handler is RefKeyword) keyword.Value = new[] { At(keyword.RawValue) };
        else if (keyword.RawValue.ValueKind == JsonValueKind.Number) keyword.Value = new DynamicTargets(At(keyword.RawValue), new Dictionary<Uri, JsonSchemaNode>());
        else
        {
            var all = keyword.RawValue.EnumerateObject().ToDictionary(property => property.Name, property => At(property.Value), StringComparer.Ordinal);
            all.Remove("", out var initial);
            keyword.Value = new DynamicTargets(initial!, all.ToDictionary(pair => new Uri(pair.Key), pair => pair.Value)); // SchemaText writes it
        }
    }
}
