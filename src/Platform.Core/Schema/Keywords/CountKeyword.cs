using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>minItems</c>, <c>maxItems</c>, <c>minProperties</c> and <c>maxProperties</c>.</summary>
internal sealed class CountKeyword(string name, long limit, bool isMinimum, YamlKind kind) : SchemaKeyword
{
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks) =>
        instance.Kind != kind || (isMinimum ? instance.Count >= limit : instance.Count <= limit);

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var noun = kind == YamlKind.Sequence ? "item" : "key";
        if (isMinimum && instance.Count == 0)
            explanation.Add(
                owner, name, instance, $"must not be empty; it needs at least {Wording.Plural(limit, noun)}.");
        else
            explanation.Add(
                owner,
                name,
                instance,
                $"must have {(isMinimum ? "at least" : "at most")} {Wording.Plural(limit, noun)}; it has {instance.Count}.");
    }
}
