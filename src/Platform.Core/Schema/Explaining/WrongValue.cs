using Platform.Schema.Documents;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>A value that is none of those of <c>enum</c>, <c>const</c> or a discriminator, whose values come from several schemas.</summary>
internal static class WrongValue
{
    public static void Explain(
        string keyword, IReadOnlyList<YamlNode> values, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var allowed = new List<string>();
        foreach (var value in values) allowed.Add(Wording.Literal(value));
        var suggestion = NearestName.Find(
            instance.Text, values.Where(value => value.Kind == YamlKind.String).Select(value => value.Text));
        var verb = allowed.Count == 1 ? "must be" : "must be one of";
        explanation.Add(
            owner,
            keyword,
            instance,
            $"{verb} {Wording.List(allowed)}, not {Wording.Value(instance)}.{Wording.DidYouMean(suggestion)}",
            suggestion);
    }
}
