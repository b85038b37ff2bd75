namespace Platform.Yaml.Editing;

/// <summary>Puts entries into mappings in flow style: in the line of the entry before, or in one of their own where those have one.</summary>
internal static class FlowPlace
{
    public static IReadOnlyList<Splice> Behind(EditText text, SpanNode mapping, int index, string entry)
    {
        if (index < 0) return [IntoEmpty(text.Text, mapping, entry)];
        var before = mapping.Entries[index];
        if (HasOwnLine(text.Text, mapping, before) && OwnLine(text.Text, mapping, before, entry) is { } lines) return lines;
        // `{ a: }` and a comma would read as a text that ends with a colon.
        var blank = text.Text[before.End - 1] == ':' ? " " : "";
        return [new Splice(before.End, 0, $"{blank}, {entry}")];
    }

    private static Splice IntoEmpty(string text, SpanNode mapping, string entry)
    {
        var open = mapping.Start + 1;
        var inner = text.AsSpan(open, mapping.End - 1 - open);
        return inner.Trim(' ').IsEmpty
            ? new Splice(open, inner.Length, $" {entry} ")
            : new Splice(open, 0, $" {entry}");
    }

    private static bool HasOwnLine(string text, SpanNode mapping, SpanEntry entry)
    {
        var start = new TextLines(text).StartOf(entry.Key.Start);
        return start > mapping.Start && text.AsSpan(start, entry.Key.Start - start).Trim(' ').IsEmpty;
    }

    /// <summary>Null where the entry before shares its line with what follows.</summary>
    private static Splice[]? OwnLine(string text, SpanNode mapping, SpanEntry before, string entry)
    {
        var lines = new TextLines(text);
        var start = lines.StartOf(before.Key.Start);
        var next = before.End + text.AsSpan(before.End).IndexOfAnyExcept(' ', '\t');
        var hasComma = next >= before.End && next < mapping.End && text[next] == ',';
        var rest = hasComma ? next + 1 : before.End;
        if (!lines.IsOnlyCommentFrom(rest) || lines.EndOf(rest) >= mapping.End) return null;
        // Without a comma in its line it has to be the last: one that leads the next line belongs there.
        if (!hasComma && before != mapping.Entries[^1]) return null;
        if (!hasComma && HasCommaBehind(text, before.End, mapping.End)) return null;

        var place = lines.AfterLineOf(rest);
        var line = text[start..before.Key.Start] + entry + (hasComma ? "," : "") + lines.BreakBefore(place);
        return hasComma ? [new Splice(place, 0, line)] : [new Splice(before.End, 0, ","), new Splice(place, 0, line)];
    }

    private static bool HasCommaBehind(string text, int start, int end)
    {
        var lines = new TextLines(text);
        for (var at = start; at < end; at++)
        {
            if (text[at] == ',') return true;
            if (text[at] == '#') at = lines.EndOf(at);
        }

        return false;
    }
}
