using Platform.Applying;

namespace Platform.Cli.Output;

/// <summary>What became of a plan, for people: a line for each change, written host by host.</summary>
internal static class ApplyText
{
    public static void Print(HostResult host)
    {
        MarkupLines.Write($"[bold]{host.Host}[/]");
        foreach (var change in host.Results)
        {
            var (word, colour) = change.NotCompared is { } open ? ($"{Status(change).Word}, {open}", "yellow") : Status(change);
            var message = change.Status switch { ChangeStatus.Planned => change.Command, ChangeStatus.Ran => null, _ => change.Message };
            MarkupLines.Write($"{change.Number,3}  {change.Module ?? "-"}  {change.Action}  [{colour}]{word}[/]{(message is null ? "" : "  " + message)}");
        }
    }

    public static void Finish(ApplySummary summary)
    {
        var counts = Counts.List(
            (summary.Applied, "applied"), (summary.AlreadyApplied, "applied before"), (summary.Ran, "ran"), (summary.Planned, "to be applied; nothing was changed"),
            (summary.RolledBack, "put back"), (summary.Failed, "failed"), (summary.InDoubt, "in doubt"), (summary.NotAttempted, "not attempted"),
            (summary.NotCompared, "not compared wholly"));
        Result.WriteLine(summary.Changes == 0 ? "nothing to do" : $"{Counts.Of(summary.Changes, "change")}: {counts}");
        if (summary.InDoubt > 0) Result.WriteLine("apply the same plan again when the host is reached: it continues from there");
    }

    private static (string Word, string Colour) Status(ChangeResult change) => change.Status switch
    {
        ChangeStatus.Applied => ("applied", "green"),
        ChangeStatus.AlreadyApplied => ("applied before", "green"),
        ChangeStatus.Ran => (change.Message ?? "ran", "green"),
        ChangeStatus.Planned => ("would run", "yellow"),
        ChangeStatus.RolledBack => ("put back", "yellow"),
        ChangeStatus.Failed => ("failed", "red"),
        ChangeStatus.InDoubt => ("in doubt", "magenta"),
        _ => ("not attempted", "grey"),
    };
}
