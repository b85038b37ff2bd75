using Platform.Manifests;
using Platform.Reporting;

namespace Platform.Cli.Output;

/// <summary>Diagnostics for people and editors: <c>file:line:column: severity CODE: message</c>, then the counts.</summary>
internal static class ValidationText
{
    public static void Print(ValidationReport report)
    {
        if (report.Diagnostics.Count > 0) MarkupLines.Write(report.Diagnostics.Select(LineOf));
        var summary = report.Summary;
        Result.WriteLine(
            $"{Counts.Of(summary.Files, "file")}: {summary.Valid} valid, {summary.Invalid} invalid; {Counts.Of(summary.Errors, "error")}, {Counts.Of(summary.Warnings, "warning")}");
    }

    private static MarkupText LineOf(ManifestDiagnostic d)
    {
        var (word, colour) = d.Severity is DiagnosticSeverity.Error ? ("error", "red") : ("warning", "yellow");
        return MarkupText.Of($"[bold]{d.File}:{d.Line}:{d.Column}:[/] [{colour}]{word}[/] {d.Code}: {d.Message}");
    }
}
