using System.Diagnostics.CodeAnalysis;
using Platform.Text;

namespace Platform.Reporting.Writers;

/// <summary>The formats there are.</summary>
public static class ReportWriters
{
    public static IReadOnlyList<IReportWriter> All { get; } = [new HtmlWriter(), new MarkdownWriter(), new JUnitWriter(), new SarifWriter(), new CsvWriter(), new JsonWriter()];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(writer => writer.Name)];

    /// <summary>A sentence for a word that names no format.</summary>
    public static string Unknown(string word) =>
        $"there is no format '{TerminalText.Clean(word)}'{(NearestName.Find(word, Names) is { } near ? $"; did you mean {near}?" : $"; there are {string.Join(", ", Names)}")}";

    /// <summary>A sentence for a file whose name says no format.</summary>
    public static string UnknownEnding(string path) =>
        $"the name of {TerminalText.Clean(path)} says no format; let it end with {string.Join(", ", All.Select(writer => writer.Endings[0]))}";

    public static bool TryFind(string word, [NotNullWhen(true)] out IReportWriter? writer)
    {
        writer = All.FirstOrDefault(one => one.Name == word);
        return writer is not null;
    }

    /// <summary>The format that a file's name ends with, the longest ending first: <c>.sarif.json</c> is no JSON.</summary>
    public static bool TryFindFor(string path, [NotNullWhen(true)] out IReportWriter? writer)
    {
        writer = All.SelectMany(one => one.Endings.Select(ending => (one, ending))).OrderByDescending(pair => pair.ending.Length)
            .FirstOrDefault(pair => path.EndsWith(pair.ending, StringComparison.OrdinalIgnoreCase)).one;
        return writer is not null;
    }
}
