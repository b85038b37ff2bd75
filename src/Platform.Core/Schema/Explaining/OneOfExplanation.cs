using System.Globalization;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary><c>oneOf</c>: a value that fits no branch, or several.</summary>
internal static class OneOfExplanation
{
    public static void Explain(Branch owner, Branch[] branches, YamlNode instance, Explanation explanation)
    {
        var matching = new List<string>();
        for (var i = 0; i < branches.Length; i++)
            if (branches[i].Results.IsValid) matching.Add(NameOf(branches[i], i));

        if (branches.Length == 0 || matching.Count == 1) return;
        if (matching.Count == 0)
            UnionExplanation.Explain("oneOf", branches, instance, owner.Schema, explanation);
        else
            explanation.Add(
                owner.Schema,
                "oneOf",
                instance,
                $"must fit exactly one of the {branches.Length} allowed shapes, but fits {Wording.List(matching, " and ")}.");
    }

    private static string NameOf(Branch branch, int index) =>
        branch.Schema.Source["title"].GetString() is { } title
            ? $"\"{TextExcerpt.Of(title)}\""
            : "number " + (index + 1).ToString(CultureInfo.InvariantCulture);
}
