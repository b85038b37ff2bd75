using System.Text;
using Platform.Help.Pages;
using Platform.Help.Layout;

namespace Platform.Help.About;

/// <summary>
/// A conceptual topic as text. <c>Get-Help about_*</c> lists the fifth line as the topic's synopsis, and only that one.
/// </summary>
internal static class AboutTopic
{
    private const string Indent = "    ";

    public static string Render(MarkdownPage page)
    {
        var summary = page.Title.Required("Short description");
        if (Paragraphs.Of(summary.Blocks) is not [var synopsis] || Indent.Length + synopsis.Length > TextLayout.Width)
            throw new PageException(page.File, summary.Line, "the short description is one sentence that fits a line of 80 columns");

        var text = new StringBuilder().Append("TOPIC\n").Append(Indent).Append(page.Name).Append('\n');
        text.Append("\nSHORT DESCRIPTION\n").Append(Indent).Append(synopsis).Append('\n');
        foreach (var section in page.Title.Sections.Where(s => s != summary)) Append(text, section, section.Heading.ToUpperInvariant());
        return text.ToString();
    }

    private static void Append(StringBuilder text, Section section, string heading)
    {
        text.Append('\n').Append(heading).Append('\n');
        foreach (var (block, number) in section.Blocks.Select((b, i) => (b, i)))
        {
            if (number > 0) text.Append('\n');
            foreach (var line in TextLayout.Lines(block, Indent)) text.Append(line.TrimEnd()).Append('\n');
        }

        foreach (var inner in section.Sections) Append(text, inner, "  " + inner.Heading);
    }
}
