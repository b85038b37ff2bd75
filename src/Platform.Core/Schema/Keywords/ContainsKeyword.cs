using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsKeyword(SchemaNode schema, long minimum, long maximum) : SchemaKeyword
{
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        if (instance.Kind != YamlKind.Sequence) return true;
        var count = Count(instance, run, marks);
        return count >= minimum && count <= maximum;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var count = Count(instance, explanation.Run, MarkStack.None);
        var what = $"matching {Wording.Plural(1, "item")[2..]}{(maximum == 1 ? "" : "s")}{Annotation.InBrackets(schema)}";
        if (count < minimum)
            explanation.Add(
                owner,
                minimum == 1 ? "contains" : "minContains",
                instance,
                $"must contain at least {minimum} {what}; it has {count}.");
        else
            explanation.Add(owner, "maxContains", instance, $"must contain at most {maximum} {what}; it has {count}.");
    }

    private long Count(YamlNode instance, EvaluationRun run, int marks)
    {
        var count = 0L;
        var index = 0;
        foreach (var item in instance.Items)
        {
            if (run.IsValidChild(schema, item))
            {
                count++;
                run.Marks.Mark(marks, index);
            }

            index++;
        }

        return count;
    }
}
