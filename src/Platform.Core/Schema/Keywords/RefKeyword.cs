using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>$ref</c>, and <c>$dynamicRef</c> where it means the same.</summary>
internal sealed class RefKeyword(SchemaNode target) : InPlaceKeyword
{
    public override IEnumerable<SchemaNode> Parts => [target];

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks) =>
        target.IsValid(instance, run, marks);

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation) =>
        target.Explain(instance, explanation);
}
