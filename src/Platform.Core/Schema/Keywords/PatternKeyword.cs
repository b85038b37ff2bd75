using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Schema.Patterns;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternKeyword(SchemaPattern pattern) : SchemaKeyword
{
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks) =>
        instance.Kind != YamlKind.String || pattern.IsMatch(instance.Text);

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var reason = pattern.Match(instance.Text) == PatternOutcome.GaveUp
            ? "whether it does takes too long to find out"
            : Wording.Value(instance) + " does not";
        explanation.Add(
            owner, "pattern", instance, $"must match the pattern {pattern}{Annotation.InBrackets(owner)}; {reason}.");
    }
}
