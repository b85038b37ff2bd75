using Markdig;
using Markdig.Extensions.Yaml;

namespace Platform.Help.Pages;

/// <summary>A Markdown file as a title and a tree of sections.</summary>
internal sealed record MarkdownPage(string File, IReadOnlyDictionary<string, string> FrontMatter, Section Title)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    /// <summary>Name of the file, which is that of the cmdlet or the topic.</summary>
    public string Name => Path.GetFileNameWithoutExtension(File);

    public static MarkdownPage Read(string file)
    {
        var document = Markdown.Parse(System.IO.File.ReadAllText(file), Pipeline);
        var frontMatter = document.OfType<YamlFrontMatterBlock>().FirstOrDefault();
        var values = frontMatter is null ? [] : KeyValues.Read(file, frontMatter.Line + 1, frontMatter.Lines.ToString());
        var sections = Section.ListOf(file, [.. document.Where(b => b is not YamlFrontMatterBlock)], level: 1);
        if (sections is not [{ } title]) throw new PageException(file, 0, "a page has one heading of the first level: its name");
        var name = Path.GetFileNameWithoutExtension(file);
        if (title.Heading != name) throw new PageException(file, title.Line, $"the heading is '{title.Heading}', the file's name '{name}'");
        return new MarkdownPage(file, values, title);
    }
}
