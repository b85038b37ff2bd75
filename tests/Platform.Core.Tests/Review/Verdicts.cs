using Platform.Manifests.Reviewers;
using Platform.Review;

namespace Platform.Tests.Review;

/// <summary>Verdicts for tests.</summary>
internal static class Verdicts
{
    public const string Commit = "git:0123456789012345678901234567890123456789";

    public static Verdict Of(string reviewer, ReviewHat hat, VerdictAnswer answer = VerdictAnswer.Ok, double confidence = 0.7, params ReviewRisk[] risks) =>
        new() { Reviewer = reviewer, Hat = hat, Answer = answer, Confidence = confidence, Risks = risks, Reviewed = Commit };

    public static ReviewRisk Risk(RiskSeverity severity, string evidence = "compose/app/compose.yaml:12", string? rule = null, string title = "It breaks") => new()
    {
        Severity = severity, Rule = rule, Title = title, Evidence = RiskEvidence.TryParse(evidence, out _) ?? throw new InvalidOperationException(evidence), Recommendation = "Mend it",
    };

    /// <summary>A, B and C with both hats, all OK; then what a test puts in the place of one, or beside them.</summary>
    public static Verdict[] Quorum(params Verdict[] others) =>
    [
        .. from reviewer in (string[])["A", "B", "C"] from hat in ReviewHats.All where !others.Any(o => o.Reviewer == reviewer && o.Hat == hat) select Of(reviewer, hat),
        .. others,
    ];

    public static ReviewDecision Decide(params Verdict[] verdicts) => ReviewDecision.Of(new VerdictSet(verdicts), ReviewerConfiguration.Default);

    public static ReviewerConfiguration Naming(ReviewQuorum quorum, params string[] names) => new()
    {
        Quorum = quorum, Reviewers = [.. names.Select(name => new ReviewerDefinition { Name = name, Hats = ReviewHats.All })],
    };
}
