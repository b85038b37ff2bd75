using System.Text.Json;
using Json.Schema;
using Library = Json.Schema;
using Pointer = Json.Pointer.JsonPointer;

namespace Platform.Schema.Keywords;

/// <summary>Builds the subschemas in a keyword's value.</summary>
internal static class SubschemaMap
{
    /// <summary>The subschemas by name.</summary>
    public static KeyValuePair<string, JsonSchemaNode>[] Build(KeywordData keyword, BuildContext context)
    {
        if (keyword.RawValue.ValueKind != JsonValueKind.Object) throw new JsonSchemaException($"`{keyword.Handler.Name}` is no mapping");
        var named = new List<KeyValuePair<string, JsonSchemaNode>>();
        foreach (var property in keyword.RawValue.EnumerateObject())
        {
            var inner = context;
            inner.LocalSchema = property.Value;
            inner.RelativePath = Pointer.Create(property.Name);
            named.Add(KeyValuePair.Create(property.Name, Library.JsonSchema.BuildNode(inner)));
        }

        keyword.Subschemas = [.. named.Select(pair => pair.Value)];
        return [.. named];
    }

    /// <summary>The subschema that is the value.</summary>
    public static void BuildOne(KeywordData keyword, BuildContext context)
    {
        var inner = context;
        inner.LocalSchema = keyword.RawValue;
        keyword.Subschemas = [Library.JsonSchema.BuildNode(inner)];
    }
}
