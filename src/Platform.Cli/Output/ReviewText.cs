using System.Globalization;
using Platform.Manifests.Reviewers;
using Platform.Review;

namespace Platform.Cli.Output;

/// <summary>A decision for people: what to do first, then why.</summary>
internal static class ReviewText
{
    public static void Print(ReviewDecision decision)
    {
        List<MarkupText> lines =
        [
            MarkupText.Of($"[{ColourOf(decision.Status)}]{decision.Status.ToString().ToUpperInvariant()}[/]: {decision.Action.ToString().ToLowerInvariant()}"),
            MarkupText.Of($"tech {decision.Hats.Tech}, product {decision.Hats.Product}"),
        ];
        if (decision.Reviewed is { } reviewed) lines.Add(MarkupText.Of($"reviewed {reviewed}"));
        foreach (var (index, question) in decision.OperatorQuestions.Index()) lines.Add(MarkupText.Of($"[bold]to decide {index + 1}[/]: {question} (yes/no)"));
        foreach (var risk in decision.SingleReviewerHighRisks) lines.AddRange(LinesOf(risk, "alone"));
        foreach (var risk in decision.ConsensusRisks) lines.AddRange(LinesOf(risk, "together"));
        foreach (var dissent in decision.Dissents)
            lines.Add(MarkupText.Of($"[bold]dissent[/]: {dissent.Reviewer} as {ReviewHats.WordOf(dissent.Hat)}: {(dissent.Verdict is VerdictAnswer.Ok ? "OK" : "NOT_OK")}, confidence {dissent.Confidence.ToString("0.##", CultureInfo.InvariantCulture)}"));
        foreach (var missing in decision.Missing) lines.Add(MarkupText.Of($"[bold]missing[/]: {missing.Reviewer ?? "another reviewer"} as {ReviewHats.WordOf(missing.Hat)}"));
        foreach (var failure in decision.Failures) lines.Add(MarkupText.Of($"[bold]no verdict[/]: {failure.Reviewer} as {ReviewHats.WordOf(failure.Hat)}: {failure.Message}"));
        var summary = DecisionSummary.Of(decision);
        var rest = Counts.List((summary.Ok, "OK"), (summary.NotOk, "NOT_OK"), (summary.Risks, summary.Risks == 1 ? "risk" : "risks"), (summary.HighRisks, "high"), (summary.Opportunities, summary.Opportunities == 1 ? "opportunity" : "opportunities"));
        lines.Add(MarkupText.Of($"{Counts.Of(summary.Verdicts, "verdict")} of {Counts.Of(summary.Reviewers, "reviewer")}{(rest.Length > 0 ? ": " : "")}{rest}"));
        MarkupLines.Write(lines);
    }

    private static IEnumerable<MarkupText> LinesOf(SeenRisk risk, string how)
    {
        yield return MarkupText.Of($"[bold]{risk.Evidence}:[/] [{ColourOf(risk.Severity)}]{risk.Severity.ToString().ToLowerInvariant()}[/]{(risk.Rule is null ? "" : " " + risk.Rule)}: {Line(risk.Title)}");
        yield return MarkupText.Of($"  seen by {string.Join(", ", risk.Reviewers)} {how}; recommended: {Line(risk.Recommendation)}");
    }

    /// <summary>A reviewer may write several lines.</summary>
    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string ColourOf(DecisionStatus status) => status switch
    {
        DecisionStatus.Clear => "green",
        DecisionStatus.Blocked => "red",
        _ => "yellow",
    };

    private static string ColourOf(RiskSeverity severity) => severity switch
    {
        RiskSeverity.High or RiskSeverity.Critical => "red",
        RiskSeverity.Medium => "yellow",
        _ => "blue",
    };
}
