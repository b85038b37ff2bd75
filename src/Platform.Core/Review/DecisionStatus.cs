using System.Text.Json.Serialization;

namespace Platform.Review;

/// <summary>What verdicts come to; the worst that holds, in this order (docs/review.md).</summary>
public enum DecisionStatus
{
    /// <summary>The quorum is there, and nothing below holds.</summary>
    [JsonStringEnumMemberName("CLEAR")]
    Clear,

    /// <summary>The quorum lacks a verdict, or a reviewer that was asked gave none.</summary>
    [JsonStringEnumMemberName("INCOMPLETE")]
    Incomplete,

    /// <summary>One reviewer alone sees a high risk, or dissents with confidence.</summary>
    [JsonStringEnumMemberName("ELEVATED")]
    Elevated,

    /// <summary>Two reviewers see the same high risk, or a majority of a hat says NOT_OK.</summary>
    [JsonStringEnumMemberName("BLOCKED")]
    Blocked,
}

/// <summary>What is recommended.</summary>
public enum DecisionAction
{
    [JsonStringEnumMemberName("merge")]
    Merge,

    /// <summary>Somebody has to decide, or to review, first.</summary>
    [JsonStringEnumMemberName("defer")]
    Defer,

    [JsonStringEnumMemberName("reject")]
    Reject,
}
