using System.Text.Json;
using Json.Schema;
using Platform.Schema.Evaluating;
using Platform.Schema.Patterns;

namespace Platform.Schema.Keywords;

/// <summary><c>patternProperties</c>, with patterns as <see cref="SchemaPattern"/> reads them.</summary>
internal sealed class PatternPropertiesKeyword : IKeywordHandler
{
    public string Name => "patternProperties";

    public object? ValidateKeywordValue(JsonElement value) => null;

    public void BuildSubschemas(KeywordData keyword, BuildContext context) =>
        keyword.Value = Array.ConvertAll(SubschemaMap.Build(keyword, context), pair => (new SchemaPattern(pair.Key), pair.Value));

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        EvaluationBudget.Step();
        if (context.Instance.ValueKind != JsonValueKind.Object) return KeywordEvaluation.Ignore;
        var children = new NamedChildren(Name, context);
        foreach (var (pattern, node) in ((SchemaPattern, JsonSchemaNode)[])keyword.Value!) // what was built
        {
            foreach (var property in context.Instance.EnumerateObject())
            {
                if (pattern.IsMatch(property.Name)) children.Evaluate(node, property.Name, property.Value, pattern.Text);
                if (children.IsDecided) return children.ToEvaluation();
            }
        }

        return children.ToEvaluation();
    }
}
