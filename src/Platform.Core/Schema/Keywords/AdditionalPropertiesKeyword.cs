using System.Text.Json;
using Json.Schema;
using Platform.Schema.Evaluating;
using Platform.Schema.Patterns;

namespace Platform.Schema.Keywords;

/// <summary><c>additionalProperties</c>: the schema of every key that neither <c>properties</c> nor <c>patternProperties</c> knows.</summary>
internal sealed class AdditionalPropertiesKeyword : IKeywordHandler
{
    public string Name => "additionalProperties";

    public object? ValidateKeywordValue(JsonElement value) => null;

    public void BuildSubschemas(KeywordData keyword, BuildContext context)
    {
        SubschemaMap.BuildOne(keyword, context);
        keyword.Value = new Known(
            [.. Names(context.LocalSchema, "properties")],
            [.. Names(context.LocalSchema, "patternProperties").Select(pattern => new SchemaPattern(pattern))]);
    }

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        EvaluationBudget.Step();
        if (context.Instance.ValueKind != JsonValueKind.Object) return KeywordEvaluation.Ignore;
        var known = (Known)keyword.Value!; // what was built
        var children = new NamedChildren(Name, context);
        foreach (var property in context.Instance.EnumerateObject())
        {
            if (!known.Contains(property.Name)) children.Evaluate(keyword.Subschemas[0], property.Name, property.Value, step: null);
            if (children.IsDecided) break;
        }

        return children.ToEvaluation();
    }

    private static IEnumerable<string> Names(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().Select(property => property.Name)
            : [];

    private sealed record Known(HashSet<string> Names, SchemaPattern[] Patterns)
    {
        public bool Contains(string name) => Names.Contains(name) || Array.Exists(Patterns, pattern => pattern.IsMatch(name));
    }
}
