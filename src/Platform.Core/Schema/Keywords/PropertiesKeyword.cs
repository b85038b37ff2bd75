using System.Text.Json;
using Json.Schema;
using Platform.Schema.Evaluating;

namespace Platform.Schema.Keywords;

/// <summary><c>properties</c>.</summary>
internal sealed class PropertiesKeyword : IKeywordHandler
{
    public string Name => "properties";

    public object? ValidateKeywordValue(JsonElement value) => null;

    public void BuildSubschemas(KeywordData keyword, BuildContext context) => keyword.Value = SubschemaMap.Build(keyword, context);

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        EvaluationBudget.Step();
        if (context.Instance.ValueKind != JsonValueKind.Object) return KeywordEvaluation.Ignore;
        var children = new NamedChildren(Name, context);
        foreach (var (name, node) in (KeyValuePair<string, JsonSchemaNode>[])keyword.Value!) // what was built
        {
            if (context.Instance.TryGetProperty(name, out var value)) children.Evaluate(node, name, value, name);
            if (children.IsDecided) break;
        }

        return children.ToEvaluation();
    }
}
