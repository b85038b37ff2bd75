using System.Globalization;
using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOfKeyword(SchemaNode[] schemas) : InPlaceKeyword
{
    public override IEnumerable<SchemaNode> Parts => schemas.Length == 1 ? schemas : [];

    public override IEnumerable<SchemaNode> Branches => schemas;

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        var matches = 0;
        foreach (var schema in schemas)
        {
            if (run.IsValidBranch(schema, instance, marks) && ++matches > 1 && !run.IsLenient) return false;
        }

        return matches == 1;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var matching = new List<string>();
        for (var i = 0; i < schemas.Length; i++)
        {
            if (schemas[i].IsValid(instance, explanation.Run, MarkStack.None)) matching.Add(NameOf(i));
        }

        if (matching.Count == 0)
            UnionExplanation.Explain("oneOf", schemas, instance, owner, explanation);
        else
            explanation.Add(
                owner,
                "oneOf",
                instance,
                $"must fit exactly one of the {schemas.Length} allowed shapes, but fits {Wording.List(matching, " and ")}.");
    }

    private string NameOf(int index) =>
        schemas[index].Source["title"].GetString() is { } title
            ? $"\"{TextExcerpt.Of(title)}\""
            : "number " + (index + 1).ToString(CultureInfo.InvariantCulture);
}
