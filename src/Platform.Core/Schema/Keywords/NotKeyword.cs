using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(SchemaNode schema) : SchemaKeyword
{
    // What an abandoned evaluation did not prove is not proven by turning it round.
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        // Nested errors leave the marks alone, lenient or not.
        return !schema.IsValid(instance, run, MarkStack.None) && run.AbortReason is null;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var source = schema.Source["required"];
        if (SchemaShape.AllowedValues(schema) is { Count: > 0 } values)
            explanation.Add(
                owner, "not", instance, $"must not be {Wording.List([.. values.Select(Wording.Literal)])}.");
        else if (schema.Keywords.Length == 1 && source.Kind == YamlKind.Sequence)
            explanation.Add(owner, "not", instance, $"must not have {Wording.List(Names(source), " and ")}.");
        else
            explanation.Add(owner, "not", instance, $"is excluded by the schema{Annotation.InBrackets(schema)}.");
    }

    private static List<string> Names(YamlNode required)
    {
        var names = new List<string>();
        foreach (var name in required.Items) names.Add($"`{TextExcerpt.Of(name.Text)}`");
        return names;
    }
}
