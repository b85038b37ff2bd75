using System.Text.Json;
using Json.Schema;

namespace Platform.Schema.Keywords;

/// <summary>
/// <c>$dynamicRef</c>. Its value is the number of its target, or, where that has a dynamic anchor, the numbers of all
/// schemas with that anchor by the URI of their resource, and the target's under the empty name.
/// </summary>
internal sealed class DynamicRefKeyword : IKeywordHandler
{
    public string Name => "$dynamicRef";

    public object? ValidateKeywordValue(JsonElement value) => null;

    public void BuildSubschemas(KeywordData keyword, BuildContext context)
    {
    }

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        var targets = (DynamicTargets)keyword.Value!; // given by BuiltSchema
        var target = targets.Initial;
        // From the innermost scope to the outermost, which wins (draft 2020-12 core, 8.2.3.2).
        foreach (var scope in context.Scope)
            if (targets.ByResource.TryGetValue(scope, out var outer)) target = outer;
        return RefKeyword.Follow(Name, target, context);
    }
}

/// <summary>The schemas that a <c>$dynamicRef</c> can lead to.</summary>
internal sealed record DynamicTargets(JsonSchemaNode Initial, IReadOnlyDictionary<Uri, JsonSchemaNode> ByResource);
