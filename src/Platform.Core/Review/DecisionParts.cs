using Platform.Manifests.Reviewers;

namespace Platform.Review;

/// <summary>How many verdicts of one hat say OK. Those of the root's rules are not among them.</summary>
/// <param name="Ok">Verdicts that say OK.</param>
/// <param name="Total">All verdicts of the hat.</param>
public sealed record HatCount(int Ok, int Total)
{
    /// <summary>Whether more than half of the hat's verdicts say NOT_OK.</summary>
    internal bool IsMostlyNotOk => (Total - Ok) * 2 > Total;

    public override string ToString() => $"{Ok} of {Total} OK";
}

/// <summary>The counts of both hats.</summary>
/// <param name="Tech">Of <see cref="ReviewHat.Tech"/>.</param>
/// <param name="Product">Of <see cref="ReviewHat.Product"/>.</param>
public sealed record HatCounts(HatCount Tech, HatCount Product)
{
    public HatCount Of(ReviewHat hat) => hat is ReviewHat.Tech ? Tech : Product;

    public override string ToString() => $"tech {Tech}, product {Product}";
}

/// <summary>A risk, by whomever it is seen: one for each file, line and rule.</summary>
public sealed record SeenRisk
{
    /// <summary>The worst that anybody gives it.</summary>
    public required RiskSeverity Severity { get; init; }

    /// <summary>Id of the rule; null where it is no rule's.</summary>
    public string? Rule { get; init; }

    /// <summary>Of one of those that give it that severity, the first by name.</summary>
    public required string Title { get; init; }

    public required RiskEvidence Evidence { get; init; }

    /// <summary>By the same reviewer as the title.</summary>
    public required string Recommendation { get; init; }

    /// <summary>Who sees it, by name, each once in whatever hats.</summary>
    public required IReadOnlyList<string> Reviewers { get; init; }

    internal bool IsHigh => Severity >= RiskSeverity.High;

    public override string ToString() => $"{Evidence}: {Severity.ToString().ToLowerInvariant()}: {Title}";
}

/// <summary>A verdict against the majority of its hat; where there is none, one that says NOT_OK.</summary>
/// <param name="Reviewer">Whose.</param>
/// <param name="Hat">In which hat.</param>
/// <param name="Verdict">What it says.</param>
/// <param name="Confidence">How sure, 0 to 1.</param>
public sealed record Dissent(string Reviewer, ReviewHat Hat, VerdictAnswer Verdict, double Confidence)
{
    /// <summary>From this confidence on a dissent raises the status.</summary>
    internal const double Grave = 0.8;

    internal bool IsGrave => Verdict is VerdictAnswer.NotOk && Confidence >= Grave;

    public override string ToString() => $"{Reviewer}, {ReviewHats.WordOf(Hat)}: {(Verdict is VerdictAnswer.Ok ? "OK" : "NOT_OK")}";
}

/// <summary>A verdict that the quorum lacks.</summary>
/// <param name="Reviewer">Who has to give it; null for anybody who has not reviewed yet.</param>
/// <param name="Hat">In which hat.</param>
public sealed record MissingVerdict(string? Reviewer, ReviewHat Hat)
{
    public override string ToString() => $"{Reviewer ?? "another reviewer"}, {ReviewHats.WordOf(Hat)}";
}

/// <summary>A reviewer that was asked and gave no verdict.</summary>
/// <param name="Reviewer">Who.</param>
/// <param name="Hat">In which hat.</param>
/// <param name="Reason">The kind.</param>
/// <param name="Message">One sentence with the way out; nothing of what the reviewer's command printed.</param>
public sealed record ReviewerFailure(string Reviewer, ReviewHat Hat, ReviewerFailureReason Reason, string Message)
{
    public override string ToString() => $"{Reviewer}, {ReviewHats.WordOf(Hat)}: {Message}";
}

/// <summary>Why a reviewer gave no verdict.</summary>
public enum ReviewerFailureReason
{
    /// <summary>The user does not trust the root for the reviewer's words.</summary>
    NotTrusted,

    /// <summary>The program is not there, or cannot be started.</summary>
    NotStarted,

    /// <summary>It took longer than it may.</summary>
    TimedOut,

    /// <summary>It printed more than a verdict may have.</summary>
    OutputTooLarge,

    /// <summary>It ended with an exit code other than 0.</summary>
    Failed,

    /// <summary>What it printed is no verdict, or that of somebody else.</summary>
    NoVerdict,
}
