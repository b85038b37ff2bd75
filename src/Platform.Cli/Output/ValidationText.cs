using System.Globalization;
using Platform.Manifests;
using Platform.Reporting;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>Diagnostics for people and editors: <c>file:line:column: severity CODE: message</c>, then the counts.</summary>
internal static class ValidationText
{
    public static void Print(ValidationReport report)
    {
        var console = TextConsole.Create();
        foreach (var d in report.Diagnostics)
        {
            var (word, colour) = d.Severity is DiagnosticSeverity.Error ? ("error", "red") : ("warning", "yellow");
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[bold]{TerminalText.Clean(d.File)}:{d.Line}:{d.Column}:[/] [{colour}]{word}[/] {d.Code}: {TerminalText.Clean(d.Message, 2_000)}");
        }

        var summary = report.Summary;
        console.WriteLine(
            $"{Count(summary.Files, "file")}: {summary.Valid} valid, {summary.Invalid} invalid; {Count(summary.Errors, "error")}, {Count(summary.Warnings, "warning")}");
    }

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
