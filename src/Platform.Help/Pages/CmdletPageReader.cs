using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Platform.Help.Layout;

namespace Platform.Help.Pages;

/// <summary>Reads a page in the form of PlatyPS 0.14.</summary>
internal static class CmdletPageReader
{
    public static CmdletPage Read(MarkdownPage page)
    {
        var title = page.Title;
        if (!page.FrontMatter.TryGetValue("external help file", out var helpFile) || helpFile.Length == 0)
            throw new PageException(page.File, 1, "the front matter has no 'external help file'");

        return new CmdletPage
        {
            Name = page.Name,
            HelpFile = helpFile,
            Synopsis = Text(title.Required("SYNOPSIS")),
            Description = Text(title.Required("DESCRIPTION")),
            ParameterSets = [.. title.Required("SYNTAX").Sections.Select(s => s.Heading.Replace(" (Default)", "", StringComparison.Ordinal))],
            Examples = [.. title.Required("EXAMPLES").Sections.Select(Example)],
            Parameters =
            [
                .. title.Required("PARAMETERS").Sections.Where(s => s.Heading.StartsWith('-')).Select(Parameter)
                    .OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase),
            ],
            Inputs = [.. title.Required("INPUTS").Sections.Select(Type)],
            Outputs = [.. title.Required("OUTPUTS").Sections.Select(Type)],
            Notes = Paragraphs.Of(title.Required("NOTES").Blocks),
            Links = [.. title.Required("RELATED LINKS").Blocks.OfType<ParagraphBlock>().SelectMany(p => p.Inline?.Descendants<LinkInline>() ?? []).Select(Link)],
        };
    }

    private static IReadOnlyList<string> Text(Section section) => Paragraphs.Of(section.Blocks) is { Count: > 0 } text
        ? text
        : throw new PageException(section.File, section.Line, $"'{section.Heading}' says nothing");

    private static ExampleText Example(Section section)
    {
        var code = section.Code("powershell")
            ?? throw new PageException(section.File, section.Line, "an example has a code block in the language powershell");
        var shown = code.Lines.ToString();
        if (section.Code("output") is { } output) shown += $"\n\n{output.Lines}";
        return new ExampleText(section.Heading, shown, Text(section));
    }

    private static ParameterText Parameter(Section section)
    {
        ParameterForm[] forms =
        [
            .. section.Blocks.OfType<FencedCodeBlock>().Where(b => b.Info == "yaml").Select(b =>
                ParameterForm.Of(section.File, b.Line + 1, KeyValues.Read(section.File, b.Line + 1, b.Lines.ToString()))),
        ];
        if (forms.Length == 0) throw new PageException(section.File, section.Line, "a parameter has a code block in the language yaml");
        return new ParameterText(section.Heading[1..], Text(section), forms);
    }

    private static TypeText Type(Section section) => new(section.Heading, Paragraphs.Of(section.Blocks));

    private static LinkText Link(LinkInline link) => new(
        InlineText.Of(link), Uri.TryCreate(link.Url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? uri.ToString() : "");
}
