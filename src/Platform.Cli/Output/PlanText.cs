using Platform.Docker;
using Platform.Planning;

namespace Platform.Cli.Output;

/// <summary>A plan for a reviewer: what, why, what is at stake, and the exact commands.</summary>
internal static class PlanText
{
    private const string Indent = "     ";

    /// <param name="plan">The plan.</param>
    /// <param name="file">Where it was written; null where it was not.</param>
    public static void Print(PlatformPlan plan, string? file)
    {
        foreach (var host in plan.Changes.GroupBy(c => c.Host, StringComparer.Ordinal))
        {
            MarkupLines.Write($"[bold]{host.Key}[/][yellow]{(plan.Hosts.Any(h => h.Host == host.Key && h.Recorded) ? " (from a recorded snapshot: to be read, not applied)" : "")}[/]");
            foreach (var change in host) Print(change);
            MarkupLines.Write($"");
        }

        if (plan.Blocked.Count > 0) PrintBlocked(plan.Blocked);
        Finish(plan, file);
    }

    private static void Print(PlanChange change)
    {
        MarkupLines.Write($"{change.Number,3}  [bold]{change.Module ?? change.Target.Container ?? "-"}[/]  [{Colour(change.Action)}]{Word(change.Action)}[/]  {Difference(change)}");
        foreach (var fact in change.FactLines) MarkupLines.Write($"{Indent}{Signed(fact)}");
        MarkupLines.Write($"{Indent}why   {string.Join(", ", change.Reasons)}");
        if (Touches(change.Action)) MarkupLines.Write($"{Indent}risk  {Risk(change.Risk)}");
        MarkupLines.Write($"{Indent}run   {change.Command}");
        if (change.Detail is not { } detail) return;
        foreach (var line in detail.TrimEnd('\n').Split('\n')) MarkupLines.Write($"{Indent}{DiffLine(line)}");
    }

    private static void PrintBlocked(IReadOnlyList<BlockedChange> blocked)
    {
        MarkupLines.Write($"[bold]not planned[/]");
        foreach (var item in blocked)
        {
            MarkupLines.Write($"  [bold]{item.Module ?? "-"}[/]  {item.Host}  {string.Join(", ", item.Reasons)}");
            MarkupLines.Write($"{Indent}{item.Message}");
        }

        MarkupLines.Write($"");
    }

    private static void Finish(PlatformPlan plan, string? file)
    {
        var summary = plan.Summary;
        MarkupLines.Write($"{Counts.Of(summary.Modules, "module")}, {summary.Drifted} drifted: {Counts.Of(summary.Changes, "change")}" +
            $"{(summary.Blocked > 0 ? $", {summary.Blocked} not planned" : "")}{(summary.NotCompared > 0 ? $", {summary.NotCompared} not compared" : "")}");
        if (plan.Changes.Count == 0) return;
        var commit = plan.Root.Commit is { } id ? $"commit {id[..12]}{(plan.Root.Dirty is true ? " with changes not committed" : "")}" : "no git repository";
        MarkupLines.Write($"root: {commit}; expires {plan.ExpiresAt:yyyy-MM-dd HH:mm} UTC");
        foreach (var (path, why) in plan.Root.Uncommitted) MarkupLines.Write($"      {path} {why}");
        MarkupLines.Write($"plan: {plan.Id}");
        if (plan.Hosts.All(h => h.Recorded)) return;
        if (file is null) MarkupLines.Write($"to apply it, write it to a file: platformctl plan --out FILE");
        else MarkupLines.Write($"to apply it: platformctl apply {file} --approved {plan.Id}{(plan.Changes.Any(NeedsPermission) ? " --allow-stateful" : "")}");
    }

    private static bool NeedsPermission(PlanChange change) => StatefulGuard.IsNeeded(change);

    /// <summary>Digests as Docker abbreviates them; the whole ones stand in the plan and, where they count, in the command.</summary>
    private static string Difference(PlanChange change) => (change.From, change.To) switch
    {
        ({ } from, { } to) when from == to => ImageDigest.Shorten(from),
        ({ } from, { } to) => $"{ImageDigest.Shorten(from)} → {ImageDigest.Shorten(to)}",
        (null, { } to) => ImageDigest.Shorten(to),
        ({ } from, null) => ImageDigest.Shorten(from),
        _ => "",
    };

    private static string Risk(PlanRisk risk) =>
        $"{risk.Statefulness?.ToString().ToLowerInvariant() ?? "statefulness not declared, taken for stateful"}" +
        $", blast radius {risk.BlastRadius ?? "not declared"}{(risk.InternetExposed ? ", internet-exposed" : "")}";

    private static bool Touches(PlanAction action) => action is not (PlanAction.Pull or PlanAction.PutComposeFile);

    private static string Word(PlanAction action) => action switch
    {
        PlanAction.PutComposeFile => "put compose file",
        PlanAction.Run => "runs again",
        _ => action.ToString().ToLowerInvariant(),
    };

    private static string Colour(PlanAction action) => action switch
    {
        PlanAction.Recreate or PlanAction.Run or PlanAction.Scale or PlanAction.Stop or PlanAction.Adopt => "yellow",
        PlanAction.Remove => "red",
        _ => "green",
    };

    private static MarkupText Signed(string fact) => fact switch
    {
        ['~', ..] => MarkupText.Of($"[yellow]{fact}[/]"),
        _ => DiffLine(fact),
    };

    private static MarkupText DiffLine(string line) => line switch
    {
        ['+', ..] => MarkupText.Of($"[green]{line}[/]"),
        ['-', ..] => MarkupText.Of($"[red]{line}[/]"),
        _ => MarkupText.Of($"{line}"),
    };
}
