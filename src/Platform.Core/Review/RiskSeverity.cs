using System.Text.Json.Serialization;

namespace Platform.Review;

/// <summary>How bad a risk is, from the least. High and critical ones are the high risks of a decision.</summary>
public enum RiskSeverity
{
    [JsonStringEnumMemberName("low")]
    Low,

    [JsonStringEnumMemberName("medium")]
    Medium,

    [JsonStringEnumMemberName("high")]
    High,

    [JsonStringEnumMemberName("critical")]
    Critical,
}
