using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Manifests.Reviewers;
using Platform.Reporting;
using Platform.Review;

namespace Platform.Tests.Review;

/// <summary>What holds of every decision, whatever was said.</summary>
public sealed class DecisionPropertyTests
{
    private static readonly string[] Names = ["A", "B", "C", "D", "policy"];

    private static Gen<ReviewRisk> Risks =>
        from severity in Gen.Elements(Enum.GetValues<RiskSeverity>())
        from file in Gen.Elements("compose/a.yaml", "compose/b.yaml")
        from line in Gen.Choose(1, 2)
        from rule in Gen.Elements("docker-sock-bind", null)
        from title in Gen.Elements("one", "two", "`three`")
        select new ReviewRisk { Severity = severity, Rule = rule, Title = title, Evidence = new RiskEvidence(file, line), Recommendation = title };

    private static Gen<Verdict> One(string name, ReviewHat hat) =>
        from answer in Gen.Elements(VerdictAnswer.Ok, VerdictAnswer.Ok, VerdictAnswer.NotOk)
        from confidence in Gen.Elements(0, 0.5, 0.79, 0.8, 1.0)
        from risks in Gen.ArrayOf(Risks, 2)
        from count in Gen.Choose(0, 2)
        from reviewed in Gen.Elements(Verdicts.Commit, null)
        select new Verdict { Reviewer = name, Hat = hat, Answer = answer, Confidence = confidence, Risks = risks[..count], Reviewed = reviewed };

    /// <summary>Each reviewer and hat at most once.</summary>
    private static Gen<Verdict[]> Sets =>
        from all in Gen.CollectToArray(Names.SelectMany(name => ReviewHats.All.Select(hat => One(name, hat))))
        from kept in Gen.ArrayOf(Gen.Elements(true, true, false), Names.Length * 2)
        select all.Where((_, i) => kept[i]).ToArray();

    private static Gen<ReviewerConfiguration> Configurations =>
        from count in Gen.Choose(1, 4)
        from hats in Gen.Elements<IReadOnlyList<ReviewHat>>(ReviewHats.All, [ReviewHat.Tech])
        from isNamed in Gen.Elements(true, false)
        select isNamed ? Verdicts.Naming(new ReviewQuorum(count, hats), "A", "B", "C", "D") : new ReviewerConfiguration { Quorum = new ReviewQuorum(count, hats) };

    private static Gen<(Verdict[] Set, ReviewerConfiguration Configuration)> Cases => from set in Sets from configuration in Configurations select (set, configuration);

    [Fact]
    public void One_more_OK_without_risks_never_worsens_it() => Prop.ForAll(
        (from c in Cases from free in Gen.Choose(0, (Names.Length * 2) - 1) select (c.Set, c.Configuration, Free: free)).ToArbitrary(), c =>
        {
            var (name, hat) = (Names[c.Free / 2], ReviewHats.All[c.Free % 2]);
            if (c.Set.Any(v => v.Reviewer == name && v.Hat == hat)) return true;
            return Decide([.. c.Set, Verdicts.Of(name, hat)], c.Configuration).Status <= Decide(c.Set, c.Configuration).Status;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_verdicts_never_matters() => Prop.ForAll(
        (from c in Cases from shuffled in Gen.Shuffle(c.Set) select (c.Set, Shuffled: shuffled, c.Configuration)).ToArbitrary(),
        c => Document(c.Set, c.Configuration) == Document(c.Shuffled, c.Configuration)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_high_risk_never_vanishes() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var decision = Decide(c.Set, c.Configuration);
        var told = decision.SingleReviewerHighRisks.Concat(decision.ConsensusRisks).Select(risk => (risk.Evidence, risk.Rule)).ToHashSet();
        return c.Set.SelectMany(v => v.Risks).Where(risk => risk.IsHigh).All(risk => told.Contains((risk.Evidence, risk.Rule)) && decision.Status >= DecisionStatus.Elevated);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Wording_decides_nothing() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        Verdict[] reworded = [.. c.Set.Select((v, i) => v with { Risks = [.. v.Risks.Select((risk, j) => risk with { Title = $"said otherwise {i}.{j}", Recommendation = "." })] })];
        var (one, other) = (Decide(c.Set, c.Configuration), Decide(reworded, c.Configuration));
        return (one.Status, one.SingleReviewerHighRisks.Count, one.ConsensusRisks.Count) == (other.Status, other.SingleReviewerHighRisks.Count, other.ConsensusRisks.Count);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_more_risk_never_betters_it() => Prop.ForAll((from c in Cases from risk in Risks select (c.Set, c.Configuration, Risk: risk)).ToArbitrary(), c =>
        c.Set.Length == 0 ||
        Decide([c.Set[0] with { Risks = [.. c.Set[0].Risks, c.Risk] }, .. c.Set[1..]], c.Configuration).Status >= Decide(c.Set, c.Configuration).Status).QuickCheckThrowOnFailure();

    [Fact]
    public void The_case_of_names_decides_nothing() => Prop.ForAll(Cases.ToArbitrary(), c =>
        Decide([.. c.Set.Select((v, i) => i % 2 == 0 ? v with { Reviewer = v.Reviewer.ToLowerInvariant() } : v)], c.Configuration).Status == Decide(c.Set, c.Configuration).Status).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_a_clear_decision_exits_0_and_says_merge_and_lacks_nothing() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var decision = Decide(c.Set, c.Configuration);
        var isClear = decision.Status is DecisionStatus.Clear;
        return isClear == (decision.ExitCode == 0) && isClear == (decision.Action is DecisionAction.Merge) &&
            (decision.Status is DecisionStatus.Blocked) == (decision.Action is DecisionAction.Reject) &&
            (!isClear || decision.Missing.Count + decision.OperatorQuestions.Count == 0) && decision.OperatorQuestions.Count == decision.SingleReviewerHighRisks.Count;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_missing_makes_it_whole_where_it_is_given() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var strangers = 0;
        var missing = Decide(c.Set, c.Configuration).Missing;
        var perReviewer = c.Configuration.Quorum.Hats.Count;
        Verdict[] given = [.. missing.Select(m => Verdicts.Of(m.Reviewer ?? $"new-{strangers++ / perReviewer}", m.Hat))];
        return Decide([.. c.Set, .. given], c.Configuration).Missing.Count == 0;
    }).QuickCheckThrowOnFailure();

    private static ReviewDecision Decide(Verdict[] verdicts, ReviewerConfiguration configuration) => ReviewDecision.Of(new VerdictSet(verdicts), configuration);

    private static string Document(Verdict[] verdicts, ReviewerConfiguration configuration) =>
        Encoding.UTF8.GetString(ReportJson.Write(DecisionReport.Of(Decide(verdicts, configuration)))) + DecisionMarkdown.Write(Decide(verdicts, configuration));
}
