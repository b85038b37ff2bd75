namespace Platform.Yaml.Editing;

/// <summary>Finds a tab that stands between tokens, where editors and readers differ in how wide it is.</summary>
internal static class StructureTabs
{
    /// <summary>The first one; null where there is none. Tabs in scalars and comments are text.</summary>
    public static int? FirstIn(string text, IReadOnlyList<SpanNode> leaves)
    {
        var start = 0;
        foreach (var leaf in leaves)
        {
            if (leaf.Start > start && FirstIn(text, start, leaf.Start) is { } tab) return tab;
            start = Math.Max(start, leaf.End);
        }

        return FirstIn(text, start, text.Length);
    }

    private static int? FirstIn(string text, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (text[at] == '\t') return at;
            if (text[at] != '#' || (at > 0 && text[at - 1] is not (' ' or '\t' or '\r' or '\n'))) continue;
            while (at < end && text[at] is not ('\r' or '\n')) at++;
        }

        return null;
    }
}
