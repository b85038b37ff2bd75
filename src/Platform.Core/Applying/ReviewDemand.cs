using Platform.Hosts;
using Platform.Manifests.Reviewers;
using Platform.Planning;
using Platform.Review;
using Platform.Root;
using Platform.Text;

namespace Platform.Applying;

/// <summary>
/// Whether a plan was reviewed, where a host demands it (<c>apply: { require: [review] }</c>): a decision that is CLEAR about the very commit that
/// the plan was made from. What the decision's file says it came to is not believed: it is decided again from its verdicts.
/// </summary>
internal static class ReviewDemand
{
    internal const string HowTo = "platformctl review run --base REF --json >decision.json makes one, and --review (-Review) takes it";

    /// <summary>Why a plan is not applied; null where nobody demands a review, or there is one.</summary>
    /// <param name="root">The root, whose quorum counts.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="hosts">Its hosts.</param>
    /// <param name="options">What was given. A dry run needs no review.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <exception cref="IOException">The repository is somebody else's, or broken; the message has the way out.</exception>
    public static async Task<ApplyRefusal?> RefusalOfAsync(
        PlatformRoot root, PlatformPlan plan, IReadOnlyList<HostDefinition> hosts, ApplyOptions options, CancellationToken cancellationToken)
    {
        if (options.DryRun) return null;
        var demanding = hosts.FirstOrDefault(host => host.ApplyRequires.Contains(ApplyRequirement.Review));
        // The user's configuration may demand what hosts.yaml does not (ApplyDemands); a review that is given counts either way.
        if ((demanding ?? (options.ReviewPath is null ? null : hosts.Count > 0 ? hosts[0] : null)) is not { } host) return null;
        if (options.ReviewPath is not { } path) return NotApproved($"hosts.yaml demands a review that came to CLEAR to change {host.Name}, and none was given: {HowTo}");
        if (plan.Root.Commit is not { } commit) return NotApproved($"a review is needed to change {host.Name}, and the plan was made from no commit of git: what is reviewed is a commit");
        if (plan.Root.Dirty is true)
            return NotApproved($"a review is needed to change {host.Name}, and {TerminalText.Clean(plan.Root.Uncommitted.First().Key)} of the plan {plan.Root.Uncommitted.First().Value}: what is not committed was not reviewed");
        if (await WhyNotCommittedAsync(root, cancellationToken) is { } why)
            return NotApproved($"{ReviewerConfiguration.RelativePath} {why}, so that it is not known who has to review; commit it, or take the change back");

        var configuration = ReviewerConfiguration.Read(root, out var wrong);
        if (wrong.Count > 0) return new ApplyRefusal(RefusalReason.NotPossible, wrong[0].ToString());
        if (DecisionFile.Read(path, path, configuration, out var diagnostics) is not { } decision) return NotApproved($"the review cannot be read: {diagnostics[0]}");
        if (decision.Status is not DecisionStatus.Clear) return NotApproved($"the review came to {ReviewDecision.WordOf(decision.Status)}, and one that came to CLEAR is needed to change {host.Name}");
        return decision.Reviewed == "git:" + commit ? null : NotApproved(decision.Reviewed is null
            ? $"the review does not say what was reviewed in each of its verdicts; the plan is that of git:{commit}"
            : $"the review is about {decision.Reviewed}, and the plan is that of git:{commit}: review this commit");
    }

    private static async Task<string?> WhyNotCommittedAsync(PlatformRoot root, CancellationToken cancellationToken)
    {
        var files = RootState.ReadFiles(root, [ReviewerConfiguration.RelativePath]);
        return (await RootState.CommitAsync(root, files, cancellationToken)).Uncommitted.Values.FirstOrDefault();
    }

    private static ApplyRefusal NotApproved(string message) => new(RefusalReason.NotApproved, message);
}
