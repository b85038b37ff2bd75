using Platform.Docker;
using Platform.Editing;
using Platform.Reporting;
using Platform.Text;

namespace Platform.Cli.Output;

/// <summary>Edits for people: the diff of a dry run, a line for each manifest, and the counts.</summary>
internal static class EditText
{
    public static void Print(EditReport report)
    {
        var width = report.Edits.Select(edit => edit.Module.Length).DefaultIfEmpty().Max();
        if (report.DryRun) MarkupLines.Write(report.Edits.SelectMany(edit => edit.Diff.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(DiffLine));
        MarkupLines.Write(report.Edits.SelectMany(edit => Lines(edit, width)));
        foreach (var host in report.Hosts)
        {
            if (host is { Recorded: true, ObservedAt: { } observed, SnapshotAge: { } age })
                MarkupLines.Write($"{host.Host}: recorded snapshot of {observed:yyyy-MM-dd HH:mm} UTC, {Age.Of(age)} old");
            if (host.Detail is { } detail) MarkupLines.Write($"{host.Host}: {detail}");
        }

        var summary = report.Summary;
        var counts = Counts.List(
            (summary.Written, "written"), (summary.Pending, "would be written"), (summary.Unchanged, "with nothing to do"), (summary.Refused, "refused"),
            (summary.Unreachable, "not reached"), (summary.Invalid, "invalid"));
        MarkupLines.Write($"{Counts.Of(summary.Modules, "module")}: {counts}");
    }

    private static IEnumerable<MarkupText> Lines(ManifestEdit edit, int width)
    {
        var (word, colour) = edit.Status switch
        {
            EditStatus.Written => ("written", "green"),
            EditStatus.Pending => ("would be written", "green"),
            EditStatus.Unchanged => ("nothing to do", "grey"),
            EditStatus.Refused => ("refused", "red"),
            EditStatus.Unreachable => ("not reached", "magenta"),
            _ => ("invalid", "red"),
        };
        yield return MarkupText.Of($"[bold]{edit.Module.PadRight(width)}[/]  [{colour}]{word}[/]");
        foreach (var (sign, fact) in Facts(edit)) yield return MarkupText.Of($"  [green]{sign}[/] {ImageDigest.Shorten(fact)}");
        foreach (var remark in edit.Remarks) yield return MarkupText.Of($"  {ImageDigest.Shorten(remark)}");
        if (edit.Refusal is { } refusal) yield return MarkupText.Of($"  {refusal.File}:{refusal.Line}:{refusal.Column}: {refusal.Code}: {refusal.Message}");
    }

    /// <summary>The facts; those of one mapping that is new together.</summary>
    private static IEnumerable<(string Sign, string Fact)> Facts(ManifestEdit edit) => edit.Changes
        .GroupBy(fact => fact.Before is null && edit.Kind is EditKind.Derive ? fact.Pointer[..fact.Pointer.LastIndexOf('/')] : fact.Pointer, StringComparer.Ordinal)
        .Select(group => (
            group.Any(fact => fact.Before is not null) ? "~" : "+",
            $"{group.Key.TrimStart('/').Replace('/', '.')}: {string.Join(", ", group.Select(fact => fact.Before is null ? fact.After : $"{fact.Before} -> {fact.After}"))}"));

    private static MarkupText DiffLine(string line) => line switch
    {
        ['+', ..] => MarkupText.Of($"[green]{line}[/]"),
        ['-', ..] => MarkupText.Of($"[red]{line}[/]"),
        _ => MarkupText.Of($"{line}"),
    };
}
