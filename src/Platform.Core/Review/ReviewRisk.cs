using System.Text.Json.Serialization;

namespace Platform.Review;

/// <summary>A risk that one reviewer sees. Its texts are a reviewer's: whoever shows them cleans them.</summary>
public sealed record ReviewRisk
{
    public required RiskSeverity Severity { get; init; }

    /// <summary>Id of the rule that it breaks; null where it is no rule's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rule { get; init; }

    public required string Title { get; init; }

    public required RiskEvidence Evidence { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Recommendation { get; init; }

    [JsonIgnore]
    public bool IsHigh => Severity >= RiskSeverity.High;

    /// <summary>What makes two risks one: the file, the line and the rule, never the wording.</summary>
    [JsonIgnore]
    internal (string File, int Line, string Rule) Key => (Evidence.File, Evidence.Line, Rule ?? "");

    public override string ToString() => $"{Evidence}: {Severity.ToString().ToLowerInvariant()}: {Title}";
}
