using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>anyOf</c>.</summary>
internal sealed class AnyOfKeyword(SchemaNode[] schemas) : InPlaceKeyword
{
    public override IEnumerable<SchemaNode> Parts => schemas.Length == 1 ? schemas : [];

    public override IEnumerable<SchemaNode> Branches => schemas;

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        var valid = false;
        foreach (var schema in schemas)
        {
            if (!run.IsValidBranch(schema, instance, marks)) continue;
            // The marks of the other branches count too, if anybody asks.
            if (marks == MarkStack.None) return true;
            valid = true;
        }

        return valid;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation) =>
        UnionExplanation.Explain("anyOf", schemas, instance, owner, explanation);
}
