using System.Text;
using Platform.Manifests.Reviewers;
using Platform.Reporting;
using Platform.Review;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Tests.Review;

/// <summary>
/// The real case of R7.3: three reviewers, six verdicts, tech 2 of 3 OK, product 3 of 3 OK, one NOT_OK with confidence 0.88 and one high risk that
/// only it saw, gives ELEVATED, defer, one dissent, one operator decision.
/// </summary>
public sealed class GoldenCaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-verdicts-");

    public GoldenCaseTests()
    {
        foreach (var reviewer in (string[])["claude", "codex", "gemini"])
            foreach (var hat in (string[])["tech", "product"])
                File.WriteAllText(Path.Combine(_folder.FullName, $"{reviewer}-{hat}.yaml"), $"""
                    schema: platform.review/1
                    reviewer: {reviewer}
                    hat: {hat}
                    verdict: OK
                    confidence: 0.8
                    opportunities: [Measure it]
                    """);
        File.WriteAllText(Path.Combine(_folder.FullName, "codex-tech.yaml"), """
            schema: platform.review/1
            reviewer: codex
            hat: tech
            verdict: NOT_OK
            confidence: 0.88
            risks:
              - severity: high
                title: The restart endpoint gives root on the host
                evidence: compose/video/compose.yaml:21
                recommendation: Put a socket proxy in between.
            """);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_is_elevated_and_deferred_with_one_dissent_and_one_question()
    {
        var decision = Decide();
        Assert.Equal((DecisionStatus.Elevated, DecisionAction.Defer, 2), (decision.Status, decision.Action, decision.ExitCode));
        Assert.Equal((new HatCount(2, 3), new HatCount(3, 3)), (decision.Hats.Tech, decision.Hats.Product));
        Assert.Equal([new Dissent("codex", ReviewHat.Tech, VerdictAnswer.NotOk, 0.88)], decision.Dissents);
        Assert.Equal(["codex alone sees a high risk at compose/video/compose.yaml:21: The restart endpoint gives root on the host. May the change be merged all the same?"], decision.OperatorQuestions);
        Assert.Equal("codex", Assert.Single(Assert.Single(decision.SingleReviewerHighRisks).Reviewers));
        Assert.Empty(decision.ConsensusRisks);
        Assert.Empty(decision.Missing);
    }

    [Fact]
    public void Its_document_is_this_one()
    {
        var json = ReportJson.Write(DecisionReport.Of(Decide()));
        Assert.Empty(ShippedSchemas.Decision.Evaluate(JsonReader.Read(json).Root).Errors);
        Assert.StartsWith("""
            {
              "schema": "platform.decision/1",
              "exitCode": 2,
              "summary": {
                "reviewers": 3,
                "verdicts": 6,
                "ok": 5,
                "notOk": 1,
                "risks": 1,
                "highRisks": 1,
                "opportunities": 5
              },
              "status": "ELEVATED",
              "action": "defer",
              "reviewed": null,
              "hats": {
                "tech": {
                  "ok": 2,
                  "total": 3
                },
                "product": {
                  "ok": 3,
                  "total": 3
                }
              },
              "singleReviewerHighRisks": [
                {
                  "severity": "high",
                  "rule": null,
                  "title": "The restart endpoint gives root on the host",
                  "evidence": "compose/video/compose.yaml:21",
                  "recommendation": "Put a socket proxy in between.",
                  "reviewers": [
                    "codex"
                  ]
                }
              ],
              "consensusRisks": [],
              "dissents": [
                {
                  "reviewer": "codex",
                  "hat": "tech",
                  "verdict": "NOT_OK",
                  "confidence": 0.88
                }
              ],
              "operatorQuestions": [
                "codex alone sees a high risk at compose/video/compose.yaml:21: The restart endpoint gives root on the host. May the change be merged all the same?"
              ],
              "missing": [],
              "failures": [],
              "verdicts": [
            """.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(json), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_comment_is_this_one() => Assert.StartsWith("""
        ## Review: ELEVATED — defer

        | hat | OK | verdicts |
        | --- | ---: | ---: |
        | tech | 2 | 3 |
        | product | 3 | 3 |

        ### To decide, yes or no

        - [ ] `codex alone sees a high risk at compose/video/compose.yaml:21: The restart endpoint gives root on the host. May the change be merged all the same?`

        ### High risks that one reviewer alone sees

        - **high** `compose/video/compose.yaml:21`: `The restart endpoint gives root on the host`
          - seen by `codex`
          - recommended: `Put a socket proxy in between.`

        ### Dissents

        - `codex` as tech: NOT_OK, confidence 0.88

        <details><summary>All verdicts</summary>

        - `claude` as tech: **OK**, confidence 0.8
          - opportunity: `Measure it`
        """.ReplaceLineEndings("\n"), DecisionMarkdown.Write(Decide()), StringComparison.Ordinal);

    private ReviewDecision Decide()
    {
        var set = VerdictSet.Read([_folder.FullName], "/", ReviewerConfiguration.Default, out var diagnostics);
        Assert.Empty(diagnostics);
        return ReviewDecision.Of(set ?? throw new InvalidOperationException("no verdicts"), ReviewerConfiguration.Default);
    }
}
