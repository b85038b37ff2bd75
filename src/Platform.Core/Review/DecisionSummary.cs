using Platform.Manifests.Reviewers;

namespace Platform.Review;

/// <summary>Counts of a decision. What the root's rules say is among verdicts and risks.</summary>
/// <param name="Reviewers">Who has given a verdict.</param>
/// <param name="Verdicts">All verdicts.</param>
/// <param name="Ok">Those that say OK.</param>
/// <param name="NotOk">Those that say NOT_OK.</param>
/// <param name="Risks">Different risks, by file, line and rule.</param>
/// <param name="HighRisks">Those of them that are high or critical.</param>
/// <param name="Opportunities">What could be better still.</param>
public sealed record DecisionSummary(int Reviewers, int Verdicts, int Ok, int NotOk, int Risks, int HighRisks, int Opportunities)
{
    public static DecisionSummary Of(ReviewDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var risks = SeenRisks.Of(decision.Verdicts);
        return new DecisionSummary(
            decision.Verdicts.Select(v => v.Reviewer).Distinct(ReviewerConfiguration.Comparer).Count(),
            decision.Verdicts.Count,
            decision.Verdicts.Count(v => v.Answer is VerdictAnswer.Ok),
            decision.Verdicts.Count(v => v.Answer is VerdictAnswer.NotOk),
            risks.Count,
            risks.Count(risk => risk.IsHigh),
            decision.Verdicts.Sum(v => v.Opportunities.Count));
    }
}
