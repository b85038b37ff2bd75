using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>uniqueItems: true</c>.</summary>
internal sealed class UniqueItemsKeyword : SchemaKeyword
{
    /// <summary>Up to so many items comparing each with each is faster than hashing.</summary>
    private const int Few = 16;

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks) =>
        instance.Kind != YamlKind.Sequence || instance.Count < 2
        || (instance.Count <= Few ? AreFewUnique(instance) : !TryFindEqual(instance, out _, out _));

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        if (!TryFindEqual(instance, out var first, out var second)) return;
        var items = new List<YamlNode>();
        foreach (var item in instance.Items) items.Add(item);
        explanation.AddSentence(
            owner,
            "uniqueItems",
            items[second].Position,
            $"{explanation.Path.Subject} must not have an item twice; item {second + 1} equals item {first + 1} in line {items[first].Position.Line}.");
    }

    private static bool AreFewUnique(YamlNode instance)
    {
        var rest = instance.Items.GetEnumerator();
        while (rest.MoveNext())
        {
            var others = rest; // a copy of the enumerator goes on from here
            while (others.MoveNext())
            {
                if (InstanceEquality.AreEqual(rest.Current, others.Current)) return false;
            }
        }

        return true;
    }

    private static bool TryFindEqual(YamlNode instance, out int first, out int second)
    {
        var seen = new Dictionary<YamlNode, int>(instance.Count, new Comparer());
        second = 0;
        foreach (var item in instance.Items)
        {
            if (!seen.TryAdd(item, second))
            {
                first = seen[item];
                return true;
            }

            second++;
        }

        first = 0;
        return false;
    }

    private sealed class Comparer : IEqualityComparer<YamlNode>
    {
        public bool Equals(YamlNode x, YamlNode y) => InstanceEquality.AreEqual(x, y);

        public int GetHashCode(YamlNode obj) => InstanceEquality.Hash(obj);
    }
}
