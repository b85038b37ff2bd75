using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>if</c> with <c>then</c> and <c>else</c>.</summary>
internal sealed class IfKeyword(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : InPlaceKeyword
{
    public override IEnumerable<SchemaNode> Parts => [];

    public override IEnumerable<SchemaNode> Branches => new[] { condition, then, otherwise }.OfType<SchemaNode>();

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        var next = run.IsValidBranch(condition, instance, marks) ? then : otherwise;
        return next is null ? run.AbortReason is null : next.IsValid(instance, run, marks);
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var next = condition.IsValid(instance, explanation.Run, MarkStack.None) ? then : otherwise;
        next?.Explain(instance, explanation);
    }
}
