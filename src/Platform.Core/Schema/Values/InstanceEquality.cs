using Platform.Yaml;

namespace Platform.Schema.Values;

/// <summary>Equality of JSON values (draft 2020-12 core, 4.2.2): numbers by value, mappings without order.</summary>
internal static class InstanceEquality
{
    public static bool AreEqual(YamlNode left, YamlNode right)
    {
        var kind = left.Kind;
        if (kind is YamlKind.Integer or YamlKind.Float) return AreEqualNumbers(left, right);
        if (kind != right.Kind || left.Count != right.Count) return false;
        return kind switch
        {
            YamlKind.Null => true,
            YamlKind.Boolean => left.TryGetBoolean(out var first) && right.TryGetBoolean(out var second) && first == second,
            YamlKind.String => left.Text == right.Text,
            YamlKind.Sequence => AreEqualSequences(left, right),
            _ => AreEqualMappings(left, right),
        };
    }

    /// <summary>Equal for equal values.</summary>
    public static int Hash(YamlNode node)
    {
        var hash = 0;
        switch (node.Kind)
        {
            case YamlKind.Null:
                return 1;
            case YamlKind.Boolean:
                return node.TryGetBoolean(out var value) && value ? 2 : 3;
            case YamlKind.Integer or YamlKind.Float:
                return ExactNumber.TryParse(node.Text, out var number) ? number.GetHashCode() : 4;
            case YamlKind.String:
                return string.GetHashCode(node.Text, StringComparison.Ordinal);
            case YamlKind.Sequence:
                foreach (var item in node.Items) hash = HashCode.Combine(hash, Hash(item));
                return hash;
            default:
                foreach (var entry in node.Entries)
                    hash ^= HashCode.Combine(string.GetHashCode(entry.Key, StringComparison.Ordinal), Hash(entry.Value));
                return hash;
        }
    }

    private static bool AreEqualNumbers(YamlNode left, YamlNode right)
    {
        if (right.Kind is not (YamlKind.Integer or YamlKind.Float)) return false;
        if (left.Text == right.Text) return true;
        return ExactNumber.TryParse(left.Text, out var first)
            && ExactNumber.TryParse(right.Text, out var second)
            && first == second;
    }

    private static bool AreEqualSequences(YamlNode left, YamlNode right)
    {
        var others = right.Items.GetEnumerator();
        foreach (var item in left.Items)
        {
            if (!others.MoveNext() || !AreEqual(item, others.Current)) return false;
        }

        return true;
    }

    private static bool AreEqualMappings(YamlNode left, YamlNode right)
    {
        foreach (var entry in left.Entries)
        {
            if (!right.TryGet(entry.Key, out var other) || !AreEqual(entry.Value, other)) return false;
        }

        return true;
    }
}
