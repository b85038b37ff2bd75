using Platform.Diagnostics;
using Platform.Manifests.Reviewers;
using Platform.Policy;

namespace Platform.Review;

/// <summary>
/// The root's rules as a reviewer that needs nobody. It tells what the change brings, and not what was there before: what the rules find, what
/// somebody accepts, what is wrong with files, and a change of who reviews. Pure.
/// </summary>
internal static class PolicyReviewer
{
    private const int LongestTitle = 300;
    private const int LongestText = 4_000;

    public static Verdict Of(ChangeReading change)
    {
        var brought = BroughtBy(change);
        // The less of the two: a change does not decide what it is judged by.
        var failOn = (PolicySeverity)Math.Min((int)change.Before.Policy.FailOn, (int)change.After.Policy.FailOn);
        ReviewRisk[] risks =
        [
            .. brought.Select(RiskOf),
            .. ErrorsBroughtBy(change).Select(RiskOf),
            .. change.Files.Where(file => file.Path == ReviewerConfiguration.RelativePath).Select(_ => ReviewersChanged()),
        ];
        var isNotOk = brought.Any(finding => finding.IsOpen && finding.Severity >= failOn) || risks.Any(risk => risk.IsHigh);
        return new Verdict
        {
            Reviewer = ReviewerConfiguration.PolicyReviewer,
            Hat = ReviewHat.Tech,
            Answer = isNotOk ? VerdictAnswer.NotOk : VerdictAnswer.Ok,
            Confidence = 1,
            Reviewed = "git:" + change.Head.Commit,
            Risks = [.. risks.DistinctBy(risk => (risk.Key, risk.Title)).OrderByDescending(risk => risk.Severity).ThenBy(risk => risk.Evidence.ToString(), StringComparer.Ordinal)],
        };
    }

    /// <summary>Findings that the base did not have, and those whose acceptance it did not have. Of two configurations the worse word counts.</summary>
    public static IReadOnlyList<PolicyFinding> BroughtBy(ChangeReading change)
    {
        var open = change.Before.Findings.Where(finding => finding.IsOpen).Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var accepted = change.Before.Findings.Where(finding => finding.Acknowledged).Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. change.After.Findings.Concat(change.AfterByBasePolicy)
                .GroupBy(finding => finding.Fingerprint, StringComparer.Ordinal).Select(same => same.OrderByDescending(finding => finding.Severity).First())
                .Where(finding => finding.Certainty is Certainty.Yes && !(finding.Acknowledged ? accepted.Contains(finding.Fingerprint) : open.Contains(finding.Fingerprint)))
                .OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Rule, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Diagnostic> ErrorsBroughtBy(ChangeReading change)
    {
        var before = change.Before.Diagnostics.Select(Key).ToHashSet();
        return change.After.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error && !before.Contains(Key(d)));

        // A line may have moved.
        static (string, string, string) Key(Diagnostic diagnostic) => (diagnostic.Code, diagnostic.File, diagnostic.Pointer);
    }

    private static ReviewRisk RiskOf(PolicyFinding finding) => new()
    {
        // Whether to accept a risk is for people to judge; they have to see that it is being accepted.
        Severity = finding.Acknowledged && finding.Severity > PolicySeverity.Medium ? RiskSeverity.Medium : SeverityOf(finding.Severity),
        Rule = finding.Rule,
        Title = Cut(finding.Acknowledgement is { } by ? $"{finding.Module}: accepted by {by.By}: {finding.Message}" : $"{finding.Module}: {finding.Message}", LongestTitle),
        Evidence = new RiskEvidence(finding.File, Math.Max(1, finding.Line)),
        Recommendation = finding.Acknowledged ? "Judge whether the reason for accepting it holds." : $"Mend it, or accept it with a reason: platformctl policy explain {finding.Rule}",
    };

    private static ReviewRisk RiskOf(Diagnostic error) => new()
    {
        Severity = RiskSeverity.High,
        Rule = error.Code,
        Title = Cut(error.Message, LongestTitle),
        Evidence = new RiskEvidence(error.File, Math.Max(1, error.Line)),
        Recommendation = Cut($"Mend the file; what is invalid is not judged by the other rules. {error.Message}", LongestText),
    };

    private static ReviewRisk ReviewersChanged() => new()
    {
        Severity = RiskSeverity.High,
        Rule = "reviewers-changed",
        Title = "The change alters who reviews changes, or how many have to",
        Evidence = new RiskEvidence(ReviewerConfiguration.RelativePath, 1),
        Recommendation = "Decide on it by the reviewers that were named before.",
    };

    private static RiskSeverity SeverityOf(PolicySeverity severity) => severity switch
    {
        PolicySeverity.Critical => RiskSeverity.Critical,
        PolicySeverity.High => RiskSeverity.High,
        PolicySeverity.Medium => RiskSeverity.Medium,
        _ => RiskSeverity.Low,
    };

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)] + "…";
}
