using Platform.Schema.Documents;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>
/// A key such as <c>kind</c> whose value says which branch of a union is meant: each branch has a <c>const</c> or
/// <c>enum</c> for it.
/// </summary>
internal static class Discriminator
{
    public static bool TryExplain(
        string keyword, Branch[] branches, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        if (instance.Kind != YamlKind.Mapping || Find(branches) is not { } key) return false;

        if (!instance.TryGet(key, out var value))
        {
            ExplainMissing(keyword, key, branches, instance, owner, explanation);
            return true;
        }

        var meant = branches.Where(branch => Allowed(branch, key)!.Any(allowed => InstanceEquality.AreEqual(allowed, value))).ToArray();
        if (meant.Length == 1)
        {
            explanation.Explain(meant[0], instance);
        }
        else if (meant.Length > 1)
        {
            UnionExplanation.ExplainNearest(keyword, meant, instance, owner, explanation);
        }
        else
        {
            explanation.Path.Push(key);
            WrongValue.Explain(keyword, Values(branches, key), value, owner, explanation);
            explanation.Path.Pop();
        }

        return true;
    }

    /// <summary>The first key that every branch fixes, and not all to the same values.</summary>
    private static string? Find(Branch[] branches)
    {
        foreach (var key in SchemaShape.KnownKeys(branches[0].Schema))
        {
            if (!Array.TrueForAll(branches, branch => Allowed(branch, key) is not null)) continue;
            var first = Allowed(branches[0], key)!; // checked in the line above
            if (branches.Any(branch => !Allowed(branch, key)!.Any(value => first.Any(other => InstanceEquality.AreEqual(value, other)))))
                return key;
        }

        return null;
    }

    private static void ExplainMissing(
        string keyword, string key, Branch[] branches, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var values = Wording.List([.. Values(branches, key).Select(Wording.Literal)]);
        explanation.AddSentence(
            owner,
            keyword,
            instance.Position,
            $"{explanation.Path.Subject} lacks the key `{TextExcerpt.Of(key)}`, which says what it is: {values}.");
    }

    private static List<YamlNode> Values(Branch[] branches, string key) =>
        [.. branches.SelectMany(branch => Allowed(branch, key) ?? [])];

    private static IReadOnlyList<YamlNode>? Allowed(Branch branch, string key) =>
        SchemaShape.Property(branch.Schema, key) is { } schema ? SchemaShape.AllowedValues(schema) : null;
}
