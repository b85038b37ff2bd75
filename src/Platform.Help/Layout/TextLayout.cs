using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Platform.Help.Layout;

/// <summary>Blocks as lines for a terminal of 80 columns.</summary>
internal static class TextLayout
{
    /// <summary>One less than 80: a full line makes some terminals add an empty one.</summary>
    public const int Width = 79;

    private const string CodeIndent = "  ";

    public static IEnumerable<string> Lines(Block block, string indent) => block switch
    {
        ParagraphBlock paragraph => Wrap(InlineText.Of(paragraph.Inline), indent, indent),
        ListBlock list => list.Cast<ListItemBlock>().SelectMany((item, index) => Item(item, Mark(list, index), indent)),
        FencedCodeBlock code => code.Lines.ToString().Split('\n').Select(line => Fitting(indent + CodeIndent + line, code)),
        Table table => TableLayout.Lines([.. table.Cast<TableRow>().Select(Cells)], indent),
        _ => throw new PageException(block.Line + 1, $"{block.GetType().Name} cannot stand in a topic"),
    };

    /// <summary>Words on lines that are full, the first after one prefix and the others after another.</summary>
    public static IEnumerable<string> Wrap(string text, string first, string next)
    {
        var line = first;
        var isEmpty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                yield return line;
                (line, isEmpty) = (next, true);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        yield return line;
    }

    private static string Fitting(string line, FencedCodeBlock block) => line.Length <= Width
        ? line
        : throw new PageException(block.Line + 1, $"the code is {line.Length - Width} columns too wide: {line.Trim()}");

    private static string Mark(ListBlock list, int index) => list.IsOrdered ? $"{index + 1}. " : "- ";

    private static IEnumerable<string> Item(ListItemBlock item, string mark, string indent) =>
        Wrap(string.Join(' ', Paragraphs.Of(item)), indent + mark, indent + new string(' ', mark.Length));

    private static string[] Cells(TableRow row) => [.. row.Cast<TableCell>().Select(cell => string.Join(' ', Paragraphs.Of(cell)))];
}
