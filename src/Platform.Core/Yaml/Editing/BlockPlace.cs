namespace Platform.Yaml.Editing;

/// <summary>Puts entries into mappings in block style: whole lines, behind the lines of the entry before.</summary>
internal static class BlockPlace
{
    private const int UsualStep = 2;

    /// <summary>The splice that puts an entry behind another one; null where something stands behind that one in its line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mapping">The mapping.</param>
    /// <param name="index">The entry that it goes behind.</param>
    /// <param name="lines">The entry, indented by nothing.</param>
    public static Splice? Behind(EditText text, SpanNode mapping, int index, IEnumerable<string> lines)
    {
        var column = new TextLines(text.Text).ColumnOf(mapping.Entries[0].Key.Start);
        var isLast = index == mapping.Entries.Count - 1;
        return Put(text, mapping.Entries[index].End, column, isLast ? column : column + 1, lines);
    }

    /// <summary>The splice that makes entries of a mapping out of a value that is nothing.</summary>
    public static Splice? Below(EditText text, SpanNode mapping, int index, IEnumerable<string> lines)
    {
        var column = new TextLines(text.Text).ColumnOf(mapping.Entries[0].Key.Start);
        return Put(text, mapping.Entries[index].End, column, column + 1, lines);
    }

    /// <summary>How many blanks a level of a mapping is indented by: as its own values are, else as it is itself.</summary>
    public static int StepOf(EditText text, SpanNode mapping, SpanNode? around)
    {
        var lines = new TextLines(text.Text);
        var column = lines.ColumnOf(mapping.Start);
        foreach (var entry in mapping.Entries)
            if (entry.Value.Form is SpanForm.BlockMapping && lines.ColumnOf(entry.Value.Entries[0].Key.Start) - column is > 0 and var step) return step;
        return around is { Form: SpanForm.BlockMapping } && column - lines.ColumnOf(around.Start) is > 0 and var own ? own : UsualStep;
    }

    /// <param name="text">The text.</param>
    /// <param name="end">Where the entry before ends.</param>
    /// <param name="column">How far the new lines are indented.</param>
    /// <param name="ofEntry">Comments in this column and further right, below the entry before, belong to it; others to what follows.</param>
    /// <param name="lines">The new lines.</param>
    private static Splice? Put(EditText text, int end, int column, int ofEntry, IEnumerable<string> lines)
    {
        var layout = new TextLines(text.Text);
        // A block scalar that keeps its blank lines ends where the next line starts.
        var endsLine = end > 0 && end == layout.StartOf(end);
        if (!endsLine && !layout.IsOnlyCommentFrom(end)) return null;
        var place = PastComments(text.Text, endsLine ? end : layout.AfterLineOf(end), ofEntry);
        var ending = layout.BreakBefore(place);
        var indented = lines.Select(line => new string(' ', column) + line);
        // A file may end without a break, and does so afterwards.
        var isOpen = place > 0 && text.Text[place - 1] is not ('\r' or '\n');
        return new Splice(place, 0, isOpen ? string.Concat(indented.Select(line => ending + line)) : string.Concat(indented.Select(line => line + ending)));
    }

    private static int PastComments(string text, int place, int column)
    {
        var layout = new TextLines(text);
        for (var at = place; at < text.Length; at = layout.AfterLineOf(at))
        {
            if (layout.IsBlankFrom(at)) continue;
            var first = at + text.AsSpan(at).IndexOfAnyExcept(' ', '\t');
            if (text[first] != '#' || first - at < column) break;
            place = layout.AfterLineOf(at);
        }

        return place;
    }
}
