using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>unevaluatedProperties</c>: the schema of every key that no other keyword has evaluated.</summary>
internal sealed class UnevaluatedPropertiesKeyword(SchemaNode schema) : SchemaKeyword
{
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        var ordinal = 0;
        foreach (var entry in instance.Entries)
        {
            if (!run.Marks.IsMarked(marks, ordinal) && !run.IsValidChild(schema, entry.Value)) return false;
            run.Marks.Mark(marks, ordinal++);
        }

        return true;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var marks = explanation.Marks;
        var ordinal = 0;
        foreach (var entry in instance.Entries)
        {
            if (explanation.Run.Marks.IsMarked(marks, ordinal++)) continue;
            if (schema.Always == false)
                UnknownKey.Explain("unevaluatedProperties", entry, instance, owner, explanation);
            else
                explanation.ExplainChild(schema, entry.Value, entry.Key);
        }
    }
}

/// <summary><c>unevaluatedItems</c>: the schema of every item that no other keyword has evaluated.</summary>
internal sealed class UnevaluatedItemsKeyword(SchemaNode schema) : SchemaKeyword
{
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        var ordinal = 0;
        foreach (var item in instance.Items)
        {
            if (!run.Marks.IsMarked(marks, ordinal) && !run.IsValidChild(schema, item)) return false;
            run.Marks.Mark(marks, ordinal++);
        }

        return true;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var marks = explanation.Marks;
        var ordinal = -1;
        foreach (var item in instance.Items)
        {
            if (!explanation.Run.Marks.IsMarked(marks, ++ordinal)) explanation.ExplainChild(schema, item, ordinal);
        }
    }
}
