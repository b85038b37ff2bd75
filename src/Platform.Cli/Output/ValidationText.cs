using Platform.Diagnostics;
using Platform.Reporting;

namespace Platform.Cli.Output;

/// <summary>Diagnostics for people and editors: <c>file:line:column: severity CODE: message</c>, then the counts.</summary>
internal static class ValidationText
{
    public static void Print(ValidationReport report)
    {
        if (report.Diagnostics.Count > 0) MarkupLines.Write(report.Diagnostics.Select(LineOf));
        if (report.Shard is { } shard) Result.WriteLine(ShardLine.Of(shard));
        var summary = report.Summary;
        Result.WriteLine(
            $"{Counts.Of(summary.Files, "file")}: {summary.Valid} valid, {summary.Invalid} invalid; {Counts.Of(summary.Errors, "error")}, {Counts.Of(summary.Warnings, "warning")}");
    }

    private static MarkupText LineOf(Diagnostic d)
    {
        var colour = d.Severity switch { DiagnosticSeverity.Error => "red", DiagnosticSeverity.Warning => "yellow", _ => "blue" };
        return MarkupText.Of($"[bold]{d.File}:{d.Line}:{d.Column}:[/] [{colour}]{d.Severity.ToString().ToLowerInvariant()}[/] {d.Code}: {d.Message}");
    }
}
