using System.Management.Automation;
using Platform.Manifests.Reviewers;
using Platform.Reporting;
using Platform.Review;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>What the cmdlets about reviews share: which files are meant, who has to review, and how a decision is given.</summary>
internal static class ReviewOutput
{
    /// <summary>The files and folders that paths mean, wildcards expanded; one that means none is an error.</summary>
    public static string[]? Resolve(PlatformCommand cmdlet, IEnumerable<string> paths)
    {
        List<string> found = [];
        var isWhole = true;
        foreach (var path in paths)
        {
            try
            {
                found.AddRange(cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _));
            }
            catch (ItemNotFoundException)
            {
                cmdlet.WriteError(Failure.VerdictNotFound(path));
                isWhole = false;
            }
        }

        return isWhole ? [.. found] : null;
    }

    /// <summary>The quorum of a root; a file that is wrong ends the call.</summary>
    public static ReviewerConfiguration Read(PlatformCommand cmdlet, PlatformRoot root)
    {
        var configuration = ReviewerConfiguration.Read(root, out var wrong);
        if (wrong.Count > 0) cmdlet.ThrowTerminatingError(Failure.ReviewersInvalid(wrong));
        return configuration;
    }

    /// <summary>The decision, or its text for a comment.</summary>
    public static object Of(ReviewDecision decision, bool asMarkdown) => asMarkdown ? DecisionMarkdown.Write(decision) : decision;
}
