using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(SchemaNode[] schemas) : InPlaceKeyword
{
    public override IEnumerable<SchemaNode> Parts => schemas;

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        var valid = true;
        foreach (var schema in schemas)
        {
            if (schema.IsValid(instance, run, marks)) continue;
            if (!run.IsLenient) return false;
            valid = false;
        }

        return valid;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        foreach (var schema in schemas)
        {
            if (!schema.IsValid(instance, explanation.Run, MarkStack.None)) schema.Explain(instance, explanation);
        }
    }
}
