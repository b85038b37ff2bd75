using Platform.Adopting;
using Platform.Reporting;
using Platform.Text;

namespace Platform.Cli.Output;

/// <summary>What was adopted, for people: a service with its files and remarks, and the counts; of a dry run the manifests as well.</summary>
internal static class AdoptText
{
    /// <param name="report">What became of it.</param>
    /// <param name="gap">What the recorded snapshot lacks; null where it lacks nothing.</param>
    public static void Print(AdoptReport report, string? gap)
    {
        MarkupLines.Write(report.Modules.SelectMany(module => Lines(module, report.DryRun)));
        if (gap is not null) MarkupLines.Write(MarkupText.Of($"{gap}"));
        if (report.Host is { Recorded: true, ObservedAt: { } observed, SnapshotAge: { } age })
            MarkupLines.Write(MarkupText.Of($"{report.Host.Host}: recorded snapshot of {observed:yyyy-MM-dd HH:mm} UTC, {Age.Of(age)} old"));
        var summary = report.Summary;
        var counts = Counts.List((summary.Written, "written"), (summary.Pending, "would be written"), (summary.Unchanged, "with nothing to do"), (summary.Refused, "refused"));
        MarkupLines.Write(MarkupText.Of($"{Counts.Of(summary.Services, "service")} of {report.Host.Host}{(counts.Length > 0 ? ": " : "; there is nothing to adopt")}{counts}"));
        if (summary.Todo > 0) MarkupLines.Write(MarkupText.Of($"{Counts.Of(summary.Todo, "value")} to be written by a person: grep -rn 'TODO:' modules"));
    }

    private static IEnumerable<MarkupText> Lines(AdoptedModule module, bool isDry)
    {
        var (word, colour) = module.Status switch
        {
            AdoptStatus.Written => ("written", "green"),
            AdoptStatus.Pending => ("would be written", "green"),
            AdoptStatus.Unchanged => ("nothing to do", "grey"),
            _ => ("refused", "red"),
        };
        var of = module.Project is null ? string.Join(", ", module.Containers) : $"{module.Service} of {module.Project}";
        yield return MarkupText.Of($"[bold]{module.Module ?? "-"}[/]  [{colour}]{word}[/]  {of}");
        foreach (var file in module.Files) yield return MarkupText.Of($"  [green]+[/] {file.Path}{(file.CopiedFrom is { } from ? $" (copy of {from})" : "")}");
        foreach (var remark in module.Remarks) yield return MarkupText.Of($"  {remark}");
        if (module.Refusal is { } refusal) yield return MarkupText.Of($"  {refusal.Code}: {refusal.Message}");
        if (!isDry) yield break;
        foreach (var line in module.Manifest.Split('\n', StringSplitOptions.RemoveEmptyEntries)) yield return MarkupText.Of($"    {line}");
    }
}
