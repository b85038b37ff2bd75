using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary>
/// <c>$dynamicRef</c> to a <c>$dynamicAnchor</c>: the outermost schema in scope with that anchor stands in for the
/// target.
/// </summary>
internal sealed class DynamicRefKeyword(string anchor, SchemaNode target) : InPlaceKeyword
{
    public override IEnumerable<SchemaNode> Parts => [target];

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks) =>
        (run.FindDynamicAnchor(anchor) ?? target).IsValid(instance, run, marks);

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation) =>
        (explanation.Run.FindDynamicAnchor(anchor) ?? target).Explain(instance, explanation);
}
