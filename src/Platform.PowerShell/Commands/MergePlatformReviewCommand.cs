using System.Management.Automation;
using Platform.Manifests.Reviewers;
using Platform.Review;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Decides by the verdicts of several reviewers: merge, defer or reject. Read-only.</summary>
/// <remarks>Each verdict has to be readable: a decision on a part of them would be none.</remarks>
/// <example>
/// <code>Merge-PlatformReview ./reviews | Select-Object -ExpandProperty OperatorQuestions</code>
/// </example>
[Cmdlet(VerbsData.Merge, "PlatformReview")]
[OutputType(typeof(ReviewDecision))]
[OutputType(typeof(string))]
public sealed class MergePlatformReviewCommand : PlatformCommand
{
    private readonly List<string> _paths = [];
    private bool _isWhole = true;

    /// <summary>Verdicts, one a file, in YAML or JSON; or folders of them. Wildcards are expanded.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The platform root, whose <c>policies/reviewers.yaml</c> says who has to review. Without it PLATFORM_ROOT, else the location or its nearest parent that is one; without any, three reviewers in both hats.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Gives the text of a comment for a change request in place of an object.</summary>
    [Parameter]
    public SwitchParameter AsMarkdown { get; set; }

    protected override void ProcessRecord()
    {
        if (ReviewOutput.Resolve(this, Path) is { } found) _paths.AddRange(found);
        else _isWhole = false;
    }

    protected override void EndProcessing()
    {
        if (!_isWhole || _paths.Count == 0) return;
        var isNamed = Root is not null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable));
        var location = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        var root = isNamed ? FindRoot(Root) : PlatformRoot.Above(location);
        var configuration = root is null ? ReviewerConfiguration.Default : ReviewOutput.Read(this, root);
        var set = VerdictSet.Read(_paths, location, configuration, out var diagnostics);
        if (set is null) ThrowTerminatingError(Failure.VerdictInvalid(diagnostics));
        else WriteObject(ReviewOutput.Of(ReviewDecision.Of(set, configuration), AsMarkdown));
    }
}
