using Platform.Schema.Documents;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>A value that meets what <c>not</c> excludes.</summary>
internal static class Exclusion
{
    public static void Explain(SchemaNode excluded, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var required = excluded.Source["required"];
        if (SchemaShape.AllowedValues(excluded) is { Count: > 0 } values)
            explanation.Add(
                owner, "not", instance, $"must not be {Wording.List([.. values.Select(Wording.Literal)])}.");
        else if (required.Kind == YamlKind.Sequence && IsOnly(excluded, "required"))
            explanation.Add(owner, "not", instance, $"must not have {Wording.List(Names(required), " and ")}.");
        else
            explanation.Add(owner, "not", instance, $"is excluded by the schema{Annotation.InBrackets(excluded)}.");
    }

    /// <summary>Whether a schema says nothing else of a value; what it says to people does not count.</summary>
    private static bool IsOnly(SchemaNode schema, string keyword)
    {
        foreach (var entry in schema.Source.Entries)
            if (entry.Key != keyword && entry.Key is not ("title" or "description" or "$comment" or "examples" or "default" or "deprecated")) return false;
        return true;
    }

    private static List<string> Names(YamlNode required)
    {
        var names = new List<string>();
        foreach (var name in required.Items) names.Add($"`{TextExcerpt.Of(name.Text)}`");
        return names;
    }
}
