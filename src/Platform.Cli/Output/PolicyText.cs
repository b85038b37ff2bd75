using Platform.Policy;
using Platform.Reporting;
using Platform.Text;

namespace Platform.Cli.Output;

/// <summary>Findings of policy, and rules, for people: a line each, with the place first, as compilers write it.</summary>
internal static class PolicyText
{
    /// <param name="outcome">What was found.</param>
    /// <param name="withAcknowledged">Whether what was accepted is shown as well.</param>
    /// <param name="status">Which findings are shown; what is named there is shown in any case.</param>
    /// <param name="shard">Which part of the fleet it is; null for all.</param>
    public static void Print(PolicyOutcome outcome, bool withAcknowledged, StatusFilter status, ShardReport? shard)
    {
        MarkupText[] lines = [.. outcome.Findings.Where(f => status.NamesSome ? status.Matches(f.Status) : f.InBaseline != true && (withAcknowledged || !f.Acknowledged)).Select(LineOf)];
        if (lines.Length > 0) MarkupLines.Write(lines);
        foreach (var stale in outcome.Stale) MarkupLines.Write($"stale in the baseline: {stale}; take it out");
        foreach (var (rule, reason) in outcome.Configuration.Disabled.OrderBy(r => r.Key, StringComparer.Ordinal)) MarkupLines.Write($"turned off: {rule}: {reason}");
        if (shard is not null) MarkupLines.Write(MarkupText.Of($"{ShardLine.Of(shard)}"));
        var summary = outcome.Summary;
        var severities = Counts.List((summary.Critical, "critical"), (summary.High, "high"), (summary.Medium, "medium"), (summary.Low, "low"));
        string[] rest =
        [
            .. Counts.List((summary.InBaseline, "in the baseline"), (summary.Acknowledged, "acknowledged"), (summary.CannotTell, "that cannot be told")).Split(", ", StringSplitOptions.RemoveEmptyEntries),
            .. summary.Failing > 0 ? [$"{summary.Failing} at or above {WordOf(outcome.FailOn)}"] : Array.Empty<string>(),
        ];
        MarkupLines.Write($"{Counts.Of(summary.Modules, "module")}: {Counts.Of(summary.Open, "finding")}{(severities.Length > 0 ? $" ({severities})" : "")}{(rest.Length > 0 ? "; " + string.Join(", ", rest) : "")}");
    }

    public static void Print(IReadOnlyList<PolicyRule> rules)
    {
        var (id, severity) = (rules.Max(rule => rule.Id.Length), rules.Max(rule => WordOf(rule.Severity).Length));
        MarkupLines.Write(rules.Select(rule => MarkupText.Of($"{rule.Id.PadRight(id)}  [{ColourOf(rule.Severity)}]{WordOf(rule.Severity).PadRight(severity)}[/]  {rule.Finds}")));
    }

    private static MarkupText LineOf(PolicyFinding finding)
    {
        var (word, colour) = finding switch
        {
            { Acknowledgement: not null } => ($"acknowledged {WordOf(finding.Severity)}", "grey"),
            { Certainty: Certainty.CannotTell } => ("cannot-tell", "grey"),
            _ => (WordOf(finding.Severity), ColourOf(finding.Severity)),
        };
        var accepted = finding.Acknowledgement is { } by ? $" (accepted by {by}: {by.Rationale.Trim()})" : "";
        return MarkupText.Of($"[bold]{finding.File}:{finding.Line}:{finding.Column}:[/] [{colour}]{word}[/] {finding.Rule}: {finding.Message}{accepted}");
    }

    private static string WordOf(PolicySeverity severity) => severity.ToString().ToLowerInvariant();

    private static string ColourOf(PolicySeverity severity) => severity switch
    {
        PolicySeverity.Critical or PolicySeverity.High => "red",
        PolicySeverity.Medium => "yellow",
        _ => "blue",
    };
}
