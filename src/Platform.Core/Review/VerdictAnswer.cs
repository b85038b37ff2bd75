using System.Text.Json.Serialization;

namespace Platform.Review;

/// <summary>What a reviewer says of a change.</summary>
public enum VerdictAnswer
{
    [JsonStringEnumMemberName("OK")]
    Ok,

    [JsonStringEnumMemberName("NOT_OK")]
    NotOk,
}
