using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>prefixItems</c> and <c>items</c>, in one pass.</summary>
internal sealed class ItemsKeyword(SchemaNode[] prefix, SchemaNode? rest) : SchemaKeyword
{
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        var valid = true;
        var index = 0;
        foreach (var item in instance.Items)
        {
            var schema = index < prefix.Length ? prefix[index] : rest;
            if (schema is null) return valid;
            if (!run.IsValidChild(schema, item))
            {
                if (!run.IsLenient) return false;
                valid = false;
            }

            run.Marks.Mark(marks, index++);
        }

        return valid;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var index = 0;
        foreach (var item in instance.Items)
        {
            var schema = index < prefix.Length ? prefix[index] : rest;
            if (schema is null) return;
            if (schema.Always == false && index >= prefix.Length)
            {
                explanation.Add(
                    owner,
                    "items",
                    item,
                    $"must have at most {Wording.Plural(prefix.Length, "item")}; it has {instance.Count}.");
                return;
            }

            explanation.ExplainChild(schema, item, index++);
        }
    }
}
