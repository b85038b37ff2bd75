using Platform.Reporting;

namespace Platform.Cli.Output;

/// <summary>What differs, for people: by host or module, a line a fact.</summary>
internal static class DiffText
{
    public static void Print(DiffReport report)
    {
        foreach (var group in report.Changes.GroupBy(change => change.Module ?? change.Host ?? "", StringComparer.Ordinal))
        {
            MarkupLines.Write(group.Select(LineOf).Prepend(MarkupText.Of($"[bold]{(group.Key.Length == 0 ? "the root" : group.Key)}[/]")));
            Result.WriteLine("");
        }

        Result.WriteLine($"{report.Old.File}{Time(report.Old)} -> {report.New.File}{Time(report.New)}: {report.Summary}");
    }

    private static MarkupText LineOf(ReportChange change) => change.Change switch
    {
        ChangeKind.Added => MarkupText.Of($"  [green]{change.ToString()}[/]"),
        ChangeKind.Removed => MarkupText.Of($"  [red]{change.ToString()}[/]"),
        _ => MarkupText.Of($"  [yellow]{change.ToString()}[/]"),
    };

    private static string Time(DiffSide side) => side.At is { } at ? $" ({at.UtcDateTime:yyyy-MM-dd HH:mm} UTC)" : "";
}
