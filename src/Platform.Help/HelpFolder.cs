using Platform.Help.About;
using Platform.Help.ExternalHelp;
using Platform.Help.Pages;

namespace Platform.Help;

/// <summary>
/// All help of a module: each <c>about_NAME.md</c> becomes <c>about_NAME.help.txt</c>, every other page is a cmdlet's and
/// goes to the file its front matter names.
/// </summary>
internal static class HelpFolder
{
    public static void Write(string source, string target)
    {
        var pages = Directory.EnumerateFiles(source, "*.md").Order(StringComparer.Ordinal).Select(MarkdownPage.Read).ToArray();
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (var topic in pages.Where(IsAbout)) files.Add($"{topic.Name}.help.txt", Make(topic, AboutTopic.Render));
        foreach (var file in pages.Where(p => !IsAbout(p)).Select(p => Make(p, CmdletPageReader.Read)).GroupBy(p => p.HelpFile, StringComparer.Ordinal))
            files.Add(file.Key, MamlDocument.Write(file));

        Directory.CreateDirectory(target);
        // A page that was renamed leaves no help behind under its old name.
        foreach (var old in Directory.EnumerateFiles(target).Where(path => !files.ContainsKey(Path.GetFileName(path)))) File.Delete(old);
        foreach (var (name, text) in files) File.WriteAllText(Path.Combine(target, name), text);
    }

    private static T Make<T>(MarkdownPage page, Func<MarkdownPage, T> make)
    {
        try
        {
            return make(page);
        }
        catch (PageException exception) when (exception.File.Length == 0)
        {
            throw new PageException(page.File, exception.Line, exception.Message);
        }
    }

    private static bool IsAbout(MarkdownPage page) => page.Name.StartsWith("about_", StringComparison.Ordinal);
}
