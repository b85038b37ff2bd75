using Platform.Schema.Documents;
using Platform.Schema.Values;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>A value that is none of those of <c>enum</c>, <c>const</c> or a discriminator, whose values come from several schemas.</summary>
internal static class WrongValue
{
    public static void Explain(
        string keyword, IReadOnlyList<YamlNode> values, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        if (values is [var only] && AreOfOneForm(only, instance))
        {
            ExplainInside(keyword, only, instance, owner, explanation);
            return;
        }

        var allowed = new List<string>();
        foreach (var value in values) allowed.Add(Wording.Literal(value));
        var suggestion = NearestName.Find(
            instance.Text, values.Where(value => value.Kind == YamlKind.String).Select(value => value.Text));
        var verb = allowed.Count == 1 ? "must be" : "must be one of";
        var other = values.Any(value => AreOfOneForm(value, instance)) ? "another" : Wording.Value(instance); // no mapping is "not a mapping"
        explanation.Add(
            owner,
            keyword,
            instance,
            $"{verb} {Wording.List(allowed)}, not {other}.{Wording.DidYouMean(suggestion)}",
            suggestion);
    }

    /// <summary>What differs in a mapping or a list that should be like one of the schema, each at its own place.</summary>
    private static void ExplainInside(string keyword, YamlNode expected, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        if (instance.Kind is YamlKind.Sequence && expected.Count != instance.Count)
        {
            explanation.Add(owner, keyword, instance, $"must have {Wording.Plural(expected.Count, "item")}, not {instance.Count}.");
            return;
        }

        if (instance.Kind is YamlKind.Sequence)
        {
            List<YamlNode> items = [];
            foreach (var item in expected.Items) items.Add(item);
            var index = 0;
            foreach (var item in instance.Items)
            {
                explanation.Path.Push(index);
                Part(items[index++], item);
            }

            return;
        }

        foreach (var entry in expected.Entries)
            if (!instance.TryGet(entry.Key, out _)) explanation.Add(owner, keyword, instance, $"must have the key `{TextExcerpt.Of(entry.Key)}`.");
        foreach (var entry in instance.Entries)
        {
            if (expected.TryGet(entry.Key, out var value))
            {
                explanation.Path.Push(entry.Key);
                Part(value, entry.Value);
            }
            else
            {
                explanation.AddSentence(owner, keyword, entry.KeyPosition, $"{explanation.Path.Subject} must not have the key `{TextExcerpt.Of(entry.Key)}`.", key: entry.Key);
            }
        }

        void Part(YamlNode wanted, YamlNode part)
        {
            if (!InstanceEquality.AreEqual(wanted, part)) Explain(keyword, [wanted], part, owner, explanation);
            explanation.Path.Pop();
        }
    }

    private static bool AreOfOneForm(YamlNode value, YamlNode instance) => value.Kind == instance.Kind && value.Kind is (YamlKind.Mapping or YamlKind.Sequence);
}
