using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Json.Schema;
using Platform.Schema.Evaluating;

namespace Platform.Schema.Keywords;

/// <summary><c>$ref</c>, whose value is the number of its target; <see cref="BuiltSchema"/> gives it the target.</summary>
internal sealed class RefKeyword : IKeywordHandler
{
    public string Name => "$ref";

    public object? ValidateKeywordValue(JsonElement value) => value.GetInt32();

    public void BuildSubschemas(KeywordData keyword, BuildContext context)
    {
    }

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context) =>
        Follow(Name, ((JsonSchemaNode[])keyword.Value!)[0], context); // given by BuiltSchema

    /// <summary>Evaluates the same value by another schema.</summary>
    public static KeywordEvaluation Follow(string keyword, JsonSchemaNode target, EvaluationContext context)
    {
        var outer = EvaluationBudget.Enter(Place(context));
        var result = target.Evaluate(context.CanOptimize ? context : context with { EvaluationPath = context.EvaluationPath.Combine(keyword) });
        EvaluationBudget.Leave(outer);
        return new KeywordEvaluation { Keyword = keyword, IsValid = result.IsValid, Details = [result] };
    }

    /// <summary>Which value it is: where its text starts in that of the document.</summary>
    private static nint Place(EvaluationContext context) => Unsafe.ByteOffset(
        ref MemoryMarshal.GetReference(JsonMarshal.GetRawUtf8Value(context.InstanceRoot)),
        ref MemoryMarshal.GetReference(JsonMarshal.GetRawUtf8Value(context.Instance)));
}
