using System.Text;
using Platform.Yaml;
using Platform.Yaml.Editing;

namespace Platform.Tests.Yaml.Editing;

/// <summary>A document as plain text, without places and styles: what two documents are compared by.</summary>
internal static class Plain
{
    public static string Of(YamlNode node) => Of(node, null, null, 0);

    /// <summary>The same with one change made.</summary>
    public static string Intended(YamlNode root, YamlChange change) => Of(root, change, change.After, 0);

    private static string Of(YamlNode node, YamlChange? change, IReadOnlyList<string>? after, int depth)
    {
        if (node.Kind is not YamlKind.Mapping)
        {
            var text = new StringBuilder().Append(node.Kind).Append('(').Append(node.Kind is YamlKind.Null ? "" : node.Text);
            foreach (var item in node.Items) text.Append(Of(item)).Append(';');
            return text.Append(')').ToString();
        }

        List<(string Key, string Value)> entries = [];
        foreach (var entry in node.Entries)
        {
            var isOnWay = change is not null && entry.Key == change.Path[depth];
            var isThere = isOnWay && depth == change!.Path.Count - 1;
            entries.Add((entry.Key, isThere ? Of(change!.Value) : Of(entry.Value, isOnWay ? change : null, after, depth + 1)));
        }

        if (change is not null && depth == change.Path.Count - 1 && entries.All(e => e.Key != change.Key))
        {
            var behind = after!.Select(key => entries.FindIndex(e => e.Key == key)).FirstOrDefault(index => index >= 0, entries.Count - 1);
            entries.Insert(behind + 1, (change.Key, Of(change.Value)));
        }

        return $"{{{string.Concat(entries.Select(e => $"{e.Key}={e.Value},"))}}}";
    }

    private static string Of(YamlValue value) => value switch
    {
        YamlScalar scalar => $"{scalar.Kind}({scalar.Text})",
        YamlMapping mapping => $"{{{string.Concat(mapping.Entries.Select(e => $"{e.Key}={Of(e.Value)},"))}}}",
        _ => throw new ArgumentException("another kind of value", nameof(value)),
    };
}
