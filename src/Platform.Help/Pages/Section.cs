using Markdig.Syntax;
using Platform.Help.Layout;

namespace Platform.Help.Pages;

/// <summary>A heading, what stands below it, and the sections of the next level.</summary>
internal sealed record Section(string File, int Line, string Heading, IReadOnlyList<Block> Blocks, IReadOnlyList<Section> Sections)
{
    public Section Required(string heading) =>
        Find(heading) ?? throw new PageException(File, Line, $"'{Heading}' has no section '{heading}'");

    public Section? Find(string heading) => Sections.FirstOrDefault(s => string.Equals(s.Heading, heading, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first code block in a language.</summary>
    public FencedCodeBlock? Code(string language) => Blocks.OfType<FencedCodeBlock>().FirstOrDefault(b => b.Info == language);

    /// <summary>Cuts blocks at the headings of a level.</summary>
    public static IReadOnlyList<Section> ListOf(string file, IReadOnlyList<Block> blocks, int level)
    {
        List<Section> sections = [];
        for (var start = NextHeading(0); start < blocks.Count;)
        {
            var end = NextHeading(start + 1);
            var inner = blocks.Skip(start + 1).Take(end - start - 1).ToArray();
            var heading = (HeadingBlock)blocks[start];
            sections.Add(new Section(
                file, heading.Line + 1, InlineText.Of(heading.Inline),
                [.. inner.TakeWhile(b => b is not HeadingBlock)], ListOf(file, inner, level + 1)));
            start = end;
        }

        return sections;

        int NextHeading(int from)
        {
            while (from < blocks.Count && !(blocks[from] is HeadingBlock heading && heading.Level == level)) from++;
            return from;
        }
    }
}
