using System.Text.Json.Serialization;
using Platform.Manifests.Reviewers;

namespace Platform.Review;

/// <summary>What one reviewer says of a change in one hat; its schema is <c>schema/review.schema.json</c>.</summary>
public sealed record Verdict
{
    public const string SchemaId = "platform.review/1";

    /// <summary>Always <see cref="SchemaId"/>.</summary>
    [JsonPropertyOrder(-1)]
    public string Schema => SchemaId;

    /// <summary>Name of the reviewer, compared without regard to case.</summary>
    public required string Reviewer { get; init; }

    public required ReviewHat Hat { get; init; }

    [JsonPropertyName("verdict")]
    public required VerdictAnswer Answer { get; init; }

    /// <summary>How sure the reviewer is, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What was reviewed: <c>git:</c> and the id of a commit; null where the verdict does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reviewed { get; init; }

    public IReadOnlyList<ReviewRisk> Risks { get; init; } = [];

    /// <summary>What could be better still.</summary>
    public IReadOnlyList<string> Opportunities { get; init; } = [];

    /// <summary>Whether the rules of the root say it, and no reviewer.</summary>
    [JsonIgnore]
    internal bool IsOfPolicy => ReviewerConfiguration.Comparer.Equals(Reviewer, ReviewerConfiguration.PolicyReviewer);

    public override string ToString() => $"{Reviewer}, {ReviewHats.WordOf(Hat)}: {(Answer is VerdictAnswer.Ok ? "OK" : "NOT_OK")}";
}
