using Platform.Readiness;

namespace Platform.Cli.Output;

/// <summary>What has changed since an earlier readiness document, for people.</summary>
internal static class ReadinessChanges
{
    public static void Print(TextConsole console, ReadinessComparison since)
    {
        console.Write(MarkupText.Of($"[bold]since {since.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC[/]: {(since.Changes.Count == 0 ? "nothing has changed" : Counts.Of(since.Changes.Count, "module"))}"));
        foreach (var change in since.Changes) console.Write(MarkupText.Of($"  {change.Module}: {Sentence(change)}"));
        console.Write(MarkupText.Empty);
    }

    private static string Sentence(ReadinessChange change) => change.Kind switch
    {
        ReadinessChangeKind.Added => $"added, {Place(change.To)}{Blockers(" by ", change.NewBlockers)}",
        ReadinessChangeKind.Removed => $"removed, was {Place(change.From)}",
        ReadinessChangeKind.NewlyBlocked => $"newly blocked{Blockers(" by ", change.NewBlockers)}, was {Place(change.From)}",
        ReadinessChangeKind.Unblocked => $"{Place(change.To)}, was blocked{Blockers(" by ", change.ClearedBlockers)}",
        ReadinessChangeKind.Moved => $"{Place(change.To)}, was {Place(change.From)}",
        _ => $"still blocked{Blockers("; newly by ", change.NewBlockers)}{Blockers("; no longer by ", change.ClearedBlockers)}",
    };

    private static string Place(int? wave) => wave switch { null => "external", 0 => "blocked", _ => $"wave {wave}" };

    private static string Blockers(string before, IReadOnlyList<string> kinds) => kinds.Count == 0 ? "" : before + string.Join(", ", kinds);
}
