using Platform.Manifests.Reviewers;

namespace Platform.Review;

/// <summary>Brings the risks of several verdicts together, by file, line and rule. Pure.</summary>
internal static class SeenRisks
{
    /// <returns>The worst first, then by place and rule.</returns>
    public static IReadOnlyList<SeenRisk> Of(IEnumerable<Verdict> verdicts) =>
    [
        .. verdicts.SelectMany(verdict => verdict.Risks.Select(risk => (Verdict: verdict, Risk: risk)))
            .GroupBy(sighting => sighting.Risk.Key).Select(same => One([.. same]))
            .OrderByDescending(risk => risk.Severity).ThenBy(risk => risk.Evidence.File, StringComparer.Ordinal).ThenBy(risk => risk.Evidence.Line).ThenBy(risk => risk.Rule, StringComparer.Ordinal),
    ];

    private static SeenRisk One((Verdict Verdict, ReviewRisk Risk)[] sightings)
    {
        // To the last difference there can be, so that the order in which verdicts come decides nothing.
        var told = sightings.OrderByDescending(s => s.Risk.Severity).ThenBy(s => s.Verdict.Reviewer, ReviewerConfiguration.Comparer).ThenBy(s => s.Verdict.Hat)
            .ThenBy(s => s.Risk.Title, StringComparer.Ordinal).ThenBy(s => s.Risk.Recommendation, StringComparer.Ordinal).First().Risk;
        return new SeenRisk
        {
            Severity = told.Severity,
            Rule = told.Rule,
            Title = told.Title,
            Evidence = told.Evidence,
            Recommendation = told.Recommendation,
            Reviewers = [.. sightings.Select(s => s.Verdict.Reviewer).Order(StringComparer.Ordinal).Distinct(ReviewerConfiguration.Comparer).Order(ReviewerConfiguration.Comparer)],
        };
    }
}
