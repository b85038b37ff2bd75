namespace Platform.Help.Layout;

/// <summary>A table in which the last column takes what the others leave, and wraps.</summary>
internal static class TableLayout
{
    private const string Gap = "  ";

    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows, string indent)
    {
        var widths = Enumerable.Range(0, rows[0].Length - 1).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var rest = new string(' ', indent.Length + widths.Sum() + (widths.Length * Gap.Length));
        foreach (var (row, number) in rows.Select((r, i) => (r, i)))
        {
            var start = indent + string.Concat(widths.Select((width, column) => row[column].PadRight(width) + Gap));
            foreach (var line in TextLayout.Wrap(row[^1], start, rest)) yield return line;
            if (number == 0) yield return indent + string.Join(Gap, widths.Append(row[^1].Length).Select(width => new string('-', width)));
        }
    }
}
