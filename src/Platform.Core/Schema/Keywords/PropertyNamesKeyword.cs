using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>propertyNames</c>.</summary>
internal sealed class PropertyNamesKeyword(SchemaNode schema) : SchemaKeyword
{
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        foreach (var entry in instance.Entries)
        {
            if (!run.IsValidChild(schema, entry.KeyNode)) return false;
        }

        return true;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        foreach (var entry in instance.Entries)
        {
            if (explanation.Run.IsValidChild(schema, entry.KeyNode)) continue;
            explanation.ExplainChild(schema, entry.KeyNode, entry.Key);
        }
    }
}
