using Platform.Yaml;

namespace Platform.Compose;

/// <summary>The variables that stand in a value of a compose file: <c>$NAME</c> and <c>${NAME…}</c>, those in defaults included.</summary>
/// <remarks>https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md</remarks>
internal static class ComposeVariables
{
    /// <summary>Names of one value and all below it, each once and ordered.</summary>
    public static IEnumerable<string> In(IEnumerable<YamlNode> nodes)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (var node in nodes) Collect(node, names);
        return names;
    }

    private static void Collect(YamlNode node, SortedSet<string> names)
    {
        if (node.Kind is YamlKind.String) Collect(node.Text, names);
        foreach (var item in node.Items) Collect(item, names);
        foreach (var entry in node.Entries) Collect(entry.Value, names);
    }

    private static void Collect(ReadOnlySpan<char> text, SortedSet<string> names)
    {
        while (text.IndexOf('$') is >= 0 and var at)
        {
            text = text[(at + 1)..];
            if (text.StartsWith("$"))
            {
                text = text[1..];
                continue;
            }

            if (text.StartsWith("{")) text = text[1..];
            var length = text.IndexOfAnyExcept(ComposeImage.NameCharacters);
            var name = length < 0 ? text : text[..length];
            if (!name.IsEmpty && !char.IsAsciiDigit(name[0])) names.Add(name.ToString());
        }
    }
}
