using System.Text.Json;
using System.Text.Json.Serialization;
using Json.Schema;

namespace Platform.Schema.Keywords;

/// <summary>
/// Evaluates the values of an object's keys for one keyword. Paths and annotations, which cost more than all else, are
/// made only where somebody will look at them.
/// </summary>
internal struct NamedChildren(string keyword, EvaluationContext context)
{
    private List<EvaluationResults>? _details;
    private HashSet<string>? _names;

    public bool IsValid { get; private set; } = true;

    /// <summary>Whether the rest makes no difference.</summary>
    public readonly bool IsDecided => context.CanOptimize && !IsValid;

    /// <param name="node">The subschema.</param>
    /// <param name="name">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="step">What stands for the subschema in the keyword's value; null where that is the subschema itself.</param>
    public void Evaluate(JsonSchemaNode node, string name, JsonElement value, string? step)
    {
        if (context.CanOptimize)
        {
            IsValid &= node.Evaluate(context with { Instance = value }).IsValid;
            return;
        }

        var result = node.Evaluate(context with
        {
            Instance = value,
            InstanceLocation = context.InstanceLocation.Combine(name),
            EvaluationPath = step is null ? context.EvaluationPath.Combine(keyword) : context.EvaluationPath.Combine(keyword, step),
        });
        IsValid &= result.IsValid;
        (_details ??= []).Add(result);
        (_names ??= []).Add(name);
    }

    public readonly KeywordEvaluation ToEvaluation() => context.CanOptimize
        ? new KeywordEvaluation { Keyword = keyword, IsValid = IsValid }
        : new KeywordEvaluation
        {
            Keyword = keyword,
            IsValid = IsValid,
            Details = _details?.ToArray() ?? [],
            Annotation = JsonSerializer.SerializeToElement(_names ?? [], AnnotationContext.Default.HashSetString),
        };
}

/// <summary>What <c>unevaluatedProperties</c> reads of its neighbours.</summary>
[JsonSerializable(typeof(HashSet<string>))]
internal sealed partial class AnnotationContext : JsonSerializerContext;
