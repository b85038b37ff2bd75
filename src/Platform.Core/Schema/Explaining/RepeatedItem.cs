using Platform.Schema.Documents;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>An item that <c>uniqueItems</c> allows once.</summary>
internal static class RepeatedItem
{
    public static void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var seen = new Dictionary<YamlNode, int>(instance.Count, new Comparer());
        var items = new List<YamlNode>();
        foreach (var item in instance.Items)
        {
            items.Add(item);
            if (seen.TryAdd(item, items.Count)) continue;
            var first = seen[item];
            explanation.AddSentence(
                owner,
                "uniqueItems",
                item.Position,
                $"{explanation.Path.Subject} must not have an item twice; item {items.Count} equals item {first} in line {items[first - 1].Position.Line}.");
            return;
        }
    }

    private sealed class Comparer : IEqualityComparer<YamlNode>
    {
        public bool Equals(YamlNode x, YamlNode y) => InstanceEquality.AreEqual(x, y);

        public int GetHashCode(YamlNode obj) => InstanceEquality.Hash(obj);
    }
}
