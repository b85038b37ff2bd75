using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Schema.Values;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>enum</c>, and <c>const</c> as an enum of one.</summary>
internal sealed class EnumKeyword(string name, YamlNode[] values) : SchemaKeyword
{
    public IReadOnlyList<YamlNode> Values => values;

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        foreach (var value in values)
        {
            if (InstanceEquality.AreEqual(value, instance)) return true;
        }

        return false;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation) =>
        Explain(name, values, instance, owner, explanation);

    /// <summary>
    /// Says which values are allowed; also for a discriminator, whose values come from several schemas.
    /// </summary>
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
