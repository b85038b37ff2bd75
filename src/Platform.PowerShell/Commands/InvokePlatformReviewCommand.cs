using System.Management.Automation;
using Platform.Reporting;
using Platform.Review;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Reviews the commit that a root is at: asks the reviewers that it names, judges by its rules, and decides.</summary>
/// <remarks>
/// Reviewers get the diff with secrets masked, findings of policy, drift, and readiness before and after. Their commands run once the user has
/// trusted the root for them. One that gives no verdict makes the review incomplete.
/// </remarks>
/// <example>
/// <code>Invoke-PlatformReview -Base origin/main -AsMarkdown</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "PlatformReview", SupportsShouldProcess = true)]
[OutputType(typeof(ReviewDecision))]
[OutputType(typeof(string))]
public sealed class InvokePlatformReviewCommand : HostCommand
{
    private readonly List<string> _paths = [];
    private bool _isWhole = true;

    /// <summary>What the change is to be merged into: a branch, a tag or a commit.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Base { get; set; } = "";

    /// <summary>Verdicts that reviewers gave by themselves, or folders of them; they are merged with the others.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Asks no host what it runs now.</summary>
    [Parameter]
    public SwitchParameter SkipDrift { get; set; }

    /// <summary>Gives the text of a comment for a change request in place of an object.</summary>
    [Parameter]
    public SwitchParameter AsMarkdown { get; set; }

    /// <summary>The address of a change request of a Forgejo, as a browser shows it: the decision is posted as a comment, with the token of FORGEJO_TOKEN.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PostTo { get; set; }

    protected override void ProcessRecord()
    {
        if (ReviewOutput.Resolve(this, Path) is { } found) _paths.AddRange(found);
        else _isWhole = false;
    }

    protected override void EndProcessing()
    {
        if (!_isWhole) return;
        ForgejoAddress? address = null;
        if (PostTo is not null && !ForgejoAddress.TryParse(PostTo, out address, out var fault)) ThrowTerminatingError(Failure.AddressInvalid(fault, PostTo));
        var root = FindRoot(Root);
        _ = ReviewOutput.Read(this, root);
        if (!ShouldProcess(root.Path, $"Ask the reviewers about the change since {Base}")) return;

        var options = new ChangeReviewOptions(Base, _paths, SessionState.Path.CurrentFileSystemLocation.ProviderPath) { WithDrift = !SkipDrift, Throttle = ThrottleLimit };
        var review = new ChangeReview(root, Reader, Trust.OfUser(), TimeProvider.System);
        var result = Interruptible(stop => Run(review, options, stop));
        if (result.Diagnostics.Count > 0) ThrowTerminatingError(Failure.VerdictInvalid(result.Diagnostics));
        if (result.Decision is not { } decision)
        {
            ThrowTerminatingError(Failure.NotReviewed(result.Error ?? "", root.Path));
            return;
        }

        foreach (var failure in decision.Failures) WriteWarning(failure.ToString());
        WriteObject(ReviewOutput.Of(decision, AsMarkdown));
        if (address is not null && ShouldProcess(address.ToString(), "Post the decision as a comment")) Post(address, decision);
    }

    private ChangeReviewResult Run(ChangeReview review, ChangeReviewOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return review.RunAsync(options, _ => { }, cancellationToken).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Failure.NotReviewed(exception.Message, Base));
            throw; // never reached; the compiler cannot know
        }
    }

    private void Post(ForgejoAddress address, ReviewDecision decision)
    {
        using var comments = new ForgejoComments(ForgejoComments.DefaultTimeout);
        var token = Environment.GetEnvironmentVariable(ForgejoAddress.TokenVariable);
        var fault = Interruptible(stop => comments.PostAsync(address, token, DecisionMarkdown.Write(decision), stop).GetAwaiter().GetResult());
        if (fault is not null) WriteError(Failure.NotPosted(fault, address.ToString()));
        else Tell($"posted to {address}");
    }
}
