using System.Globalization;
using System.Text;
using Platform.Manifests.Reviewers;
using Platform.Review;
using Platform.Text;

namespace Platform.Reporting;

/// <summary>A decision as a comment of a change request: what to do first, what is long folded. What reviewers wrote stands in code spans alone.</summary>
public static class DecisionMarkdown
{
    private const int LongestTitle = 300;
    private const int LongestText = 1_000;
    private const int MostItems = 50;

    /// <param name="decision">The decision.</param>
    /// <returns>Markdown with a line break at its end; at most some 200,000 characters.</returns>
    public static string Write(ReviewDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var summary = DecisionSummary.Of(decision);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Review: {ReviewDecision.WordOf(decision.Status)} — {decision.Action.ToString().ToLowerInvariant()}\n\n");
        text.Append("| hat | OK | verdicts |\n| --- | ---: | ---: |\n");
        foreach (var hat in ReviewHats.All) text.Append(CultureInfo.InvariantCulture, $"| {ReviewHats.WordOf(hat)} | {decision.Hats.Of(hat).Ok} | {decision.Hats.Of(hat).Total} |\n");
        text.Append('\n');

        Section(text, "To decide, yes or no", decision.OperatorQuestions, question => $"- [ ] {Long(question)}\n");
        Section(text, "High risks that one reviewer alone sees", decision.SingleReviewerHighRisks, ItemOf);
        Section(text, "Risks that several reviewers see", decision.ConsensusRisks, ItemOf);
        Section(text, "Dissents", decision.Dissents, dissent => string.Create(
            CultureInfo.InvariantCulture, $"- {Name(dissent.Reviewer)} as {ReviewHats.WordOf(dissent.Hat)}: {WordOf(dissent.Verdict)}, confidence {dissent.Confidence:0.##}\n"));
        Section(text, "Missing", decision.Missing, missing => $"- {(missing.Reviewer is { } who ? Name(who) : "another reviewer")} as {ReviewHats.WordOf(missing.Hat)}\n");
        Section(text, "Reviewers that gave no verdict", decision.Failures, failure => $"- {Name(failure.Reviewer)} as {ReviewHats.WordOf(failure.Hat)}: {Long(failure.Message)}\n");
        Folded(text, decision);

        text.Append(CultureInfo.InvariantCulture, $"{summary.Verdicts} verdicts of {summary.Reviewers} reviewers");
        if (decision.Reviewed is { } reviewed) text.Append(CultureInfo.InvariantCulture, $" on {MarkdownSpan.Of(reviewed, LongestTitle)}");
        return text.Append(".\n").ToString();
    }

    private static void Section<T>(StringBuilder text, string title, IReadOnlyList<T> items, Func<T, string> itemOf)
    {
        if (items.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"### {title}\n\n");
        foreach (var item in items.Take(MostItems)) text.Append(itemOf(item));
        if (items.Count > MostItems) text.Append(CultureInfo.InvariantCulture, $"- and {items.Count - MostItems} more\n");
        text.Append('\n');
    }

    /// <summary>Every verdict with its risks, for whoever wants to read on. The blank lines end the HTML: https://spec.commonmark.org/0.31.2/#html-blocks</summary>
    private static void Folded(StringBuilder text, ReviewDecision decision)
    {
        if (decision.Verdicts.Count == 0) return;
        text.Append("<details><summary>All verdicts</summary>\n\n");
        foreach (var verdict in decision.Verdicts)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Name(verdict.Reviewer)} as {ReviewHats.WordOf(verdict.Hat)}: **{WordOf(verdict.Answer)}**, confidence {verdict.Confidence:0.##}\n");
            foreach (var risk in verdict.Risks.Take(MostItems)) text.Append(CultureInfo.InvariantCulture, $"  - {RiskOf(risk.Severity, risk.Evidence, risk.Rule, risk.Title)}\n");
            if (verdict.Risks.Count > MostItems) text.Append(CultureInfo.InvariantCulture, $"  - and {verdict.Risks.Count - MostItems} more risks\n");
            foreach (var opportunity in verdict.Opportunities.Take(MostItems)) text.Append(CultureInfo.InvariantCulture, $"  - opportunity: {Long(opportunity)}\n");
        }

        text.Append("\n</details>\n\n");
    }

    private static string ItemOf(SeenRisk risk) =>
        $"- {RiskOf(risk.Severity, risk.Evidence, risk.Rule, risk.Title)}\n  - seen by {string.Join(", ", risk.Reviewers.Select(Name))}\n  - recommended: {Long(risk.Recommendation)}\n";

    private static string RiskOf(RiskSeverity severity, RiskEvidence evidence, string? rule, string title) =>
        $"**{severity.ToString().ToLowerInvariant()}** {MarkdownSpan.Of(evidence.ToString(), LongestText)}{(rule is null ? "" : " " + Name(rule))}: {MarkdownSpan.Of(title, LongestTitle)}";

    private static string WordOf(VerdictAnswer answer) => answer is VerdictAnswer.Ok ? "OK" : "NOT_OK";

    private static string Name(string name) => MarkdownSpan.Of(name, LongestTitle);

    private static string Long(string text) => MarkdownSpan.Of(text, LongestText);
}
