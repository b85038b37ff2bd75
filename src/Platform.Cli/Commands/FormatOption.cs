using System.CommandLine;
using Platform.Reporting.Writers;

namespace Platform.Cli.Commands;

/// <summary><c>--format</c>: in which format a result is printed.</summary>
internal static class FormatOption
{
    public static Option<string?> Create(string description = "Print as html, markdown, junit, sarif, csv or json instead of text.")
    {
        var option = new Option<string?>("--format") { Description = description, HelpName = "FORMAT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var word }] && !ReportWriters.TryFind(word, out _)) result.AddError(ReportWriters.Unknown(word));
        });
        option.CompletionSources.Add(_ => ReportWriters.Names);
        return option;
    }

    /// <summary>The writer that was asked for; null for text, and for JSON, which is the verb's own document.</summary>
    public static IReportWriter? WriterIn(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } word && word is not "json" && ReportWriters.TryFind(word, out var writer) ? writer : null;

    /// <summary>Whether JSON was asked for, by either option.</summary>
    public static bool IsJson(ParseResult parsed, Option<string?> option, Option<bool> json) => parsed.GetValue(json) || parsed.GetValue(option) is "json";
}
