using Platform.Manifests.Reviewers;
using Platform.Review;
using static Platform.Review.RiskSeverity;
using static Platform.Tests.Review.Verdicts;

namespace Platform.Tests.Review;

/// <summary>The rules of a decision, in the order of docs/review.md.</summary>
public sealed class DecisionTests
{
    [Fact]
    public void A_whole_quorum_that_says_OK_is_clear_and_to_be_merged()
    {
        var decision = Decide(Quorum());
        Assert.Equal((DecisionStatus.Clear, DecisionAction.Merge, 0), (decision.Status, decision.Action, decision.ExitCode));
        Assert.Equal((new HatCount(3, 3), new HatCount(3, 3)), (decision.Hats.Tech, decision.Hats.Product));
        Assert.Empty(decision.Missing);
        Assert.Equal(Commit, decision.Reviewed);
    }

    [Fact]
    public void A_quorum_that_lacks_a_hat_of_a_reviewer_is_incomplete_and_says_whose()
    {
        var decision = Decide([.. Quorum().Where(v => (v.Reviewer, v.Hat) != ("B", ReviewHat.Product))]);
        Assert.Equal((DecisionStatus.Incomplete, DecisionAction.Defer, 2), (decision.Status, decision.Action, decision.ExitCode));
        Assert.Equal([new MissingVerdict("B", ReviewHat.Product)], decision.Missing);
    }

    [Fact]
    public void A_reviewer_that_is_missing_wholly_is_anybody_where_nobody_is_named()
    {
        var decision = Decide([.. Quorum().Where(v => v.Reviewer != "C")]);
        Assert.Equal(DecisionStatus.Incomplete, decision.Status);
        Assert.Equal([new MissingVerdict(null, ReviewHat.Tech), new MissingVerdict(null, ReviewHat.Product)], decision.Missing);
    }

    [Fact]
    public void Reviewers_that_are_named_are_missed_by_name_and_the_quorum_may_be_less_than_all()
    {
        var verdicts = Quorum().Where(v => v.Reviewer != "C").ToArray();
        var all = ReviewDecision.Of(new VerdictSet(verdicts), Naming(new ReviewQuorum(3, ReviewHats.All), "A", "B", "C"));
        Assert.Equal([new MissingVerdict("C", ReviewHat.Tech), new MissingVerdict("C", ReviewHat.Product)], all.Missing);
        var two = ReviewDecision.Of(new VerdictSet(verdicts), Naming(new ReviewQuorum(2, ReviewHats.All), "A", "B", "C"));
        Assert.Equal((DecisionStatus.Clear, 0), (two.Status, two.Missing.Count));
    }

    [Fact]
    public void A_reviewer_that_was_asked_and_failed_is_never_an_OK_even_where_the_others_are_enough()
    {
        ReviewerFailure failure = new("D", ReviewHat.Tech, ReviewerFailureReason.TimedOut, "no verdict within 5 s");
        var decision = ReviewDecision.Of(new VerdictSet(Quorum()), ReviewerConfiguration.Default, [failure]);
        Assert.Equal((DecisionStatus.Incomplete, DecisionAction.Defer), (decision.Status, decision.Action));
        Assert.Equal([failure], decision.Failures);
    }

    [Theory]
    [InlineData(High)]
    [InlineData(Critical)]
    public void A_high_risk_that_one_reviewer_alone_sees_is_elevated_and_a_question(RiskSeverity severity)
    {
        var decision = Decide(Quorum(Of("B", ReviewHat.Tech, VerdictAnswer.Ok, 0.2, Risk(severity))));
        Assert.Equal((DecisionStatus.Elevated, DecisionAction.Defer), (decision.Status, decision.Action));
        Assert.Equal(["B"], Assert.Single(decision.SingleReviewerHighRisks).Reviewers);
        Assert.Equal(
            $"B alone sees a {severity.ToString().ToLowerInvariant()} risk at compose/app/compose.yaml:12: It breaks. May the change be merged all the same?", Assert.Single(decision.OperatorQuestions));
        Assert.Empty(decision.ConsensusRisks);
    }

    [Theory]
    [InlineData(Low)]
    [InlineData(Medium)]
    public void A_lesser_risk_raises_nothing(RiskSeverity severity)
    {
        var decision = Decide(Quorum(Of("B", ReviewHat.Tech, VerdictAnswer.Ok, 0.9, Risk(severity)), Of("C", ReviewHat.Tech, VerdictAnswer.Ok, 0.9, Risk(severity))));
        Assert.Equal((DecisionStatus.Clear, 0), (decision.Status, decision.OperatorQuestions.Count));
        Assert.Equal(["B", "C"], Assert.Single(decision.ConsensusRisks).Reviewers);
    }

    [Fact]
    public void A_high_risk_that_two_reviewers_see_is_blocked_in_whatever_words()
    {
        var decision = Decide(Quorum(
            Of("B", ReviewHat.Tech, VerdictAnswer.Ok, 0.5, Risk(High, title: "The socket is open")), Of("C", ReviewHat.Product, VerdictAnswer.Ok, 0.5, Risk(High, title: "Anybody can control the host"))));
        Assert.Equal((DecisionStatus.Blocked, DecisionAction.Reject, 2), (decision.Status, decision.Action, decision.ExitCode));
        Assert.Equal(["B", "C"], Assert.Single(decision.ConsensusRisks).Reviewers);
        Assert.Empty(decision.OperatorQuestions);
    }

    [Fact]
    public void A_reviewer_counts_once_for_a_risk_in_whatever_hats_and_case()
    {
        var decision = Decide(Quorum(Of("B", ReviewHat.Tech, VerdictAnswer.Ok, 0.5, Risk(High)), Of("B", ReviewHat.Product, VerdictAnswer.Ok, 0.5, Risk(High))));
        Assert.Equal((DecisionStatus.Elevated, 1, 1), (decision.Status, decision.SingleReviewerHighRisks.Count, decision.OperatorQuestions.Count));
        decision = Decide(Of("Claude", ReviewHat.Tech, VerdictAnswer.Ok, 0.5, Risk(High)), Of("claude", ReviewHat.Product, VerdictAnswer.Ok, 0.5, Risk(High)));
        Assert.Equal((DecisionStatus.Elevated, 1), (decision.Status, decision.SingleReviewerHighRisks.Count));
    }

    [Theory]
    [InlineData("compose/app/compose.yaml:12", null, true)]
    [InlineData("compose/app/compose.yaml:12:3", null, true)]
    [InlineData("./compose//app/compose.yaml:12", null, true)]
    [InlineData("compose/app/compose.yaml:13", null, false)]
    [InlineData("compose/App/compose.yaml:12", null, false)]
    [InlineData("compose/app/compose.yaml:12", "docker-sock-bind", false)]
    public void Risks_are_matched_by_file_line_and_rule(string evidence, string? rule, bool isSame)
    {
        var decision = Decide(Quorum(Of("B", ReviewHat.Tech, VerdictAnswer.Ok, 0.5, Risk(High)), Of("C", ReviewHat.Tech, VerdictAnswer.Ok, 0.5, Risk(High, evidence, rule))));
        Assert.Equal(isSame ? (DecisionStatus.Blocked, 0) : (DecisionStatus.Elevated, 2), (decision.Status, decision.SingleReviewerHighRisks.Count));
    }

    [Fact]
    public void A_risk_has_the_worst_severity_that_anybody_gives_it()
    {
        var decision = Decide(Quorum(Of("B", ReviewHat.Tech, VerdictAnswer.Ok, 0.5, Risk(Low, title: "small")), Of("C", ReviewHat.Tech, VerdictAnswer.Ok, 0.5, Risk(High, title: "large"))));
        Assert.Equal(DecisionStatus.Blocked, decision.Status);
        Assert.Equal((High, "large"), (decision.ConsensusRisks[0].Severity, decision.ConsensusRisks[0].Title));
    }

    [Theory]
    [InlineData(0.79, DecisionStatus.Clear)]
    [InlineData(0.8, DecisionStatus.Elevated)]
    [InlineData(1.0, DecisionStatus.Elevated)]
    [InlineData(0.0, DecisionStatus.Clear)]
    public void A_dissent_of_enough_confidence_is_elevated_and_any_is_told(double confidence, DecisionStatus status)
    {
        var decision = Decide(Quorum(Of("B", ReviewHat.Product, VerdictAnswer.NotOk, confidence)));
        Assert.Equal(status, decision.Status);
        Assert.Equal([new Dissent("B", ReviewHat.Product, VerdictAnswer.NotOk, confidence)], decision.Dissents);
        Assert.Empty(decision.OperatorQuestions);
    }

    [Fact]
    public void A_majority_of_one_hat_that_says_NOT_OK_is_blocked_and_who_says_OK_there_dissents()
    {
        var decision = Decide(Quorum(Of("A", ReviewHat.Product, VerdictAnswer.NotOk, 0.1), Of("B", ReviewHat.Product, VerdictAnswer.NotOk, 0.1)));
        Assert.Equal((DecisionStatus.Blocked, DecisionAction.Reject), (decision.Status, decision.Action));
        Assert.Equal([new Dissent("C", ReviewHat.Product, VerdictAnswer.Ok, 0.7)], decision.Dissents);
        Assert.Equal("1 of 3 OK", decision.Hats.Product.ToString());
    }

    [Fact]
    public void Half_of_a_hat_is_no_majority()
    {
        var decision = Decide(Of("A", ReviewHat.Tech), Of("B", ReviewHat.Tech, VerdictAnswer.NotOk, 0.5));
        Assert.Equal(DecisionStatus.Incomplete, decision.Status);
        Assert.Equal("B", Assert.Single(decision.Dissents).Reviewer);
    }

    [Fact]
    public void Two_hats_are_not_counted_together()
    {
        var decision = Decide(Quorum(Of("A", ReviewHat.Product, VerdictAnswer.NotOk, 0.5), Of("A", ReviewHat.Tech, VerdictAnswer.NotOk, 0.5)));
        Assert.Equal((DecisionStatus.Clear, 2), (decision.Status, decision.Dissents.Count));
    }

    [Fact]
    public void The_worst_that_holds_counts()
    {
        Assert.Equal(DecisionStatus.Elevated, Decide(Of("A", ReviewHat.Tech, VerdictAnswer.Ok, 0.5, Risk(High))).Status);
        Assert.Equal(DecisionStatus.Blocked, Decide(Of("A", ReviewHat.Tech, VerdictAnswer.NotOk, 0.5, Risk(High))).Status);
    }

    [Fact]
    public void The_root_s_rules_see_risks_and_have_no_vote()
    {
        Verdict Policy(VerdictAnswer answer, params ReviewRisk[] risks) => Of("policy", ReviewHat.Tech, answer, 1, risks);
        Assert.Equal(DecisionStatus.Incomplete, Decide(Policy(VerdictAnswer.Ok)).Status);
        // One more OK would have outvoted the two.
        var outvoted = Decide(Of("A", ReviewHat.Tech, VerdictAnswer.NotOk, 0.5), Of("B", ReviewHat.Tech, VerdictAnswer.NotOk, 0.5), Of("C", ReviewHat.Tech), Policy(VerdictAnswer.Ok));
        Assert.Equal((DecisionStatus.Blocked, new HatCount(1, 3)), (outvoted.Status, outvoted.Hats.Tech));

        var alone = Decide([.. Quorum(), Policy(VerdictAnswer.NotOk, Risk(High))]);
        Assert.Equal((DecisionStatus.Elevated, new HatCount(3, 3), "policy"), (alone.Status, alone.Hats.Tech, Assert.Single(alone.Dissents).Reviewer));
        var seen = Decide([.. Quorum(Of("B", ReviewHat.Tech, VerdictAnswer.Ok, 0.5, Risk(High))), Policy(VerdictAnswer.NotOk, Risk(High))]);
        Assert.Equal(DecisionStatus.Blocked, seen.Status);
    }

    [Fact]
    public void What_was_reviewed_is_known_only_where_every_verdict_says_it()
    {
        Assert.Null(Decide([.. Quorum(), Of("D", ReviewHat.Tech) with { Reviewed = null }]).Reviewed);
        Assert.Equal(Commit, Decide(Quorum()).Reviewed);
    }
}
