using System.Text.Json.Serialization;
using Platform.Review;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl review --json</c>; its schema is <c>schema/decision.schema.json</c>.</summary>
public sealed record DecisionReport(
    int ExitCode,
    DecisionSummary Summary,
    DecisionStatus Status,
    DecisionAction Action,
    string? Reviewed,
    HatCounts Hats,
    IReadOnlyList<SeenRisk> SingleReviewerHighRisks,
    IReadOnlyList<SeenRisk> ConsensusRisks,
    IReadOnlyList<Dissent> Dissents,
    IReadOnlyList<string> OperatorQuestions,
    IReadOnlyList<MissingVerdict> Missing,
    IReadOnlyList<ReviewerFailure> Failures,
    IReadOnlyList<Verdict> Verdicts)
{
    [JsonPropertyOrder(-1)]
    public string Schema => DecisionFile.SchemaId;

    public static DecisionReport Of(ReviewDecision decision) => new(
        decision.ExitCode, DecisionSummary.Of(decision), decision.Status, decision.Action, decision.Reviewed, decision.Hats, decision.SingleReviewerHighRisks,
        decision.ConsensusRisks, decision.Dissents, decision.OperatorQuestions, decision.Missing, decision.Failures, decision.Verdicts);
}
