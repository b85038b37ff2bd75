using Platform.Diagnostics;
using Platform.Manifests.Reviewers;

namespace Platform.Review;

/// <summary>What the verdicts of several reviewers come to (R7.2). It follows from them alone; docs/review.md has every rule.</summary>
public sealed record ReviewDecision
{
    public required DecisionStatus Status { get; init; }

    public DecisionAction Action => Status switch
    {
        DecisionStatus.Clear => DecisionAction.Merge,
        DecisionStatus.Blocked => DecisionAction.Reject,
        _ => DecisionAction.Defer,
    };

    /// <summary>What was reviewed: <c>git:</c> and the id of a commit; null unless every verdict says it.</summary>
    public string? Reviewed { get; init; }

    public required HatCounts Hats { get; init; }

    /// <summary>High risks that one reviewer alone sees.</summary>
    public required IReadOnlyList<SeenRisk> SingleReviewerHighRisks { get; init; }

    /// <summary>Risks, of whatever severity, that two reviewers or more see.</summary>
    public required IReadOnlyList<SeenRisk> ConsensusRisks { get; init; }

    /// <summary>Verdicts against their hat's majority.</summary>
    public required IReadOnlyList<Dissent> Dissents { get; init; }

    /// <summary>What an operator has to decide with yes or no: a question for each high risk of one reviewer. No keeps the change back.</summary>
    public required IReadOnlyList<string> OperatorQuestions { get; init; }

    /// <summary>Verdicts that the quorum lacks.</summary>
    public required IReadOnlyList<MissingVerdict> Missing { get; init; }

    /// <summary>Reviewers that were asked and gave no verdict.</summary>
    public required IReadOnlyList<ReviewerFailure> Failures { get; init; }

    /// <summary>What it follows from, by reviewer and hat.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>0 for <see cref="DecisionStatus.Clear"/>, else 2.</summary>
    public int ExitCode => Status is DecisionStatus.Clear ? ExitCodes.Success : ExitCodes.Found;

    public override string ToString() => $"{WordOf(Status)}: {Action.ToString().ToLowerInvariant()}";

    /// <summary>As documents have it: <c>CLEAR</c>.</summary>
    internal static string WordOf(DecisionStatus status) => status.ToString().ToUpperInvariant();

    /// <summary>Decides.</summary>
    /// <param name="set">The verdicts.</param>
    /// <param name="configuration">The quorum, and who is in it.</param>
    /// <param name="failures">Reviewers that were asked and gave none.</param>
    public static ReviewDecision Of(VerdictSet set, ReviewerConfiguration configuration, IReadOnlyList<ReviewerFailure>? failures = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        var verdicts = set.Verdicts.OrderBy(v => v.Reviewer, ReviewerConfiguration.Comparer).ThenBy(v => v.Hat).ToArray();
        var risks = SeenRisks.Of(verdicts);
        SeenRisk[] shared = [.. risks.Where(risk => risk.Reviewers.Count > 1)];
        SeenRisk[] alone = [.. risks.Where(risk => risk is { IsHigh: true, Reviewers.Count: 1 })];
        var hats = new HatCounts(Count(verdicts, ReviewHat.Tech), Count(verdicts, ReviewHat.Product));
        Dissent[] dissents = [.. verdicts.Where(v => IsDissent(v, hats.Of(v.Hat))).Select(v => new Dissent(v.Reviewer, v.Hat, v.Answer, v.Confidence))];
        var missing = Quorum.MissingOf(verdicts, configuration);
        failures ??= [];
        return new ReviewDecision
        {
            Status =
                shared.Any(risk => risk.IsHigh) || hats.Tech.IsMostlyNotOk || hats.Product.IsMostlyNotOk ? DecisionStatus.Blocked
                : alone.Length > 0 || dissents.Any(dissent => dissent.IsGrave) ? DecisionStatus.Elevated
                : missing.Count > 0 || failures.Count > 0 ? DecisionStatus.Incomplete
                : DecisionStatus.Clear,
            Reviewed = verdicts.Select(v => v.Reviewed).Distinct(StringComparer.Ordinal).ToArray() is [{ } one] ? one : null,
            Hats = hats,
            SingleReviewerHighRisks = alone,
            ConsensusRisks = shared,
            Dissents = dissents,
            OperatorQuestions = [.. alone.Select(QuestionOf)],
            Missing = missing,
            Failures = [.. failures.OrderBy(f => f.Reviewer, ReviewerConfiguration.Comparer).ThenBy(f => f.Hat)],
            Verdicts = verdicts,
        };
    }

    /// <summary>The root's rules are nobody's vote: with one more OK they would outvote a reviewer.</summary>
    private static HatCount Count(IEnumerable<Verdict> verdicts, ReviewHat hat)
    {
        var ofHat = verdicts.Where(v => v.Hat == hat && !v.IsOfPolicy).ToArray();
        return new HatCount(ofHat.Count(v => v.Answer is VerdictAnswer.Ok), ofHat.Length);
    }

    private static bool IsDissent(Verdict verdict, HatCount hat) =>
        verdict.Answer is VerdictAnswer.NotOk ? !hat.IsMostlyNotOk : hat.IsMostlyNotOk && !verdict.IsOfPolicy;

    private static string QuestionOf(SeenRisk risk) =>
        $"{risk.Reviewers[0]} alone sees a {risk.Severity.ToString().ToLowerInvariant()} risk at {risk.Evidence}: {risk.Title.Trim().TrimEnd('.')}. May the change be merged all the same?";
}
