using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>multipleOf</c>, exact for every size and precision.</summary>
internal sealed class MultipleOfKeyword(YamlNode divisor) : SchemaKeyword
{
    private readonly ExactNumber _divisor = ExactNumber.TryRead(divisor, out var number) ? number : default;

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks) =>
        instance.Kind is not (YamlKind.Integer or YamlKind.Float)
        || (ExactNumber.TryRead(instance, out var value) && value.IsMultipleOf(_divisor));

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation) =>
        explanation.Add(
            owner,
            "multipleOf",
            instance,
            $"must be a multiple of {divisor.Text}; {TextExcerpt.Of(instance.Text)} is not.");
}
