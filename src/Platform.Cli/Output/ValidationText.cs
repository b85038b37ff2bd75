using System.Globalization;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Text;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>Diagnostics for people and editors: <c>file:line:column: severity CODE: message</c>, then the counts.</summary>
internal static class ValidationText
{
    public static void Print(ValidationReport report)
    {
        if (report.Diagnostics.Count > 0) Print(report.Diagnostics);
        var summary = report.Summary;
        Result.WriteLine(
            $"{Counts.Of(summary.Files, "file")}: {summary.Valid} valid, {summary.Invalid} invalid; {Counts.Of(summary.Errors, "error")}, {Counts.Of(summary.Warnings, "warning")}");
    }

    // Apart, so that a run without any never loads what colours them.
    private static void Print(IReadOnlyList<ManifestDiagnostic> diagnostics)
    {
        var console = TextConsole.Create();
        foreach (var d in diagnostics)
        {
            var (word, colour) = d.Severity is DiagnosticSeverity.Error ? ("error", "red") : ("warning", "yellow");
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[bold]{TerminalText.Clean(d.File)}:{d.Line}:{d.Column}:[/] [{colour}]{word}[/] {d.Code}: {TerminalText.Clean(d.Message, 2_000)}");
        }
    }
}
