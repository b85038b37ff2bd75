using Markdig.Syntax;

namespace Platform.Help.Layout;

/// <summary>Blocks as the paragraphs of MAML, which <c>Get-Help</c> wraps to the window: an item of a list is one of its own.</summary>
internal static class Paragraphs
{
    public static IReadOnlyList<string> Of(IEnumerable<Block> blocks) => [.. blocks.SelectMany(Of)];

    private static IEnumerable<string> Of(Block block) => block switch
    {
        ParagraphBlock paragraph => [InlineText.Of(paragraph.Inline)],
        ListBlock list => list.Cast<ListItemBlock>().Select(item => "- " + string.Join(' ', Of((IEnumerable<Block>)item))),
        // Those of examples and parameters are read apart.
        FencedCodeBlock => [],
        _ => throw new PageException(block.Line + 1, $"{block.GetType().Name} cannot stand in the help of a cmdlet"),
    };
}
