using Platform.Diagnostics;
using Platform.Drift;
using Platform.Manifests;
using Platform.Manifests.Reviewers;
using Platform.Readiness;
using Platform.Root;
using Platform.Snapshots;
using Platform.Yaml;

namespace Platform.Review;

/// <summary>Reviews a change: gathers what there is to know of it, asks the reviewers of the root, judges by its rules, and decides.</summary>
/// <param name="root">The root.</param>
/// <param name="hosts">Looks at hosts.</param>
/// <param name="trust">Which words of the root may run.</param>
/// <param name="time">The operator's clock.</param>
public sealed class ChangeReview(PlatformRoot root, HostObserver hosts, Trust trust, TimeProvider time)
{
    /// <summary>Reviews the commit that the root is at. Files that are not committed are not looked at.</summary>
    /// <param name="options">What of it.</param>
    /// <param name="report">Told what is being done, from several threads.</param>
    /// <param name="cancellationToken">Ends every child process before this throws.</param>
    /// <exception cref="IOException">The repository is somebody else's, or broken; the message has the way out.</exception>
    public async Task<ChangeReviewResult> RunAsync(ChangeReviewOptions options, Action<string> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var configuration = ReviewerConfiguration.Read(root, out var wrong);
        if (wrong.Count > 0) return ChangeReviewResult.Failed(null, wrong);
        List<PlacedVerdict> verdicts = [];
        List<Diagnostic> diagnostics = [];
        foreach (var (path, shown) in options.Verdicts.SelectMany(path => VerdictSet.FilesOf(path, options.CurrentFolder, diagnostics)))
            if (VerdictFile.Read(path, shown, diagnostics) is { } verdict) verdicts.Add(verdict);
        if (diagnostics.Count > 0) return ChangeReviewResult.Failed(null, diagnostics);

        report($"reading the change since {options.Base}");
        var (change, error) = await ChangeReading.ReadAsync(root, options.Base, time.GetUtcNow(), cancellationToken);
        if (change is null) return ChangeReviewResult.Failed(error, []);
        var catalog = ModuleCatalog.Read(root, ModuleSelection.Of(root, [], root.Path), cancellationToken);
        var drift = options.WithDrift ? await DriftOfAsync(catalog, change.Modules, options.Throttle, cancellationToken) : null;
        var context = ContextOf(change, drift);

        var replies = await new ReviewerRunner(root, trust).AskAsync(configuration.Reviewers, context, options.Throttle, who => report($"asking {who}"), cancellationToken);
        verdicts.AddRange(replies.Select(reply => reply.Verdict).OfType<PlacedVerdict>());
        var policy = PolicyReviewer.Of(change);
        verdicts.Add(new PlacedVerdict(policy, "the rules of the root", TextPosition.Start, TextPosition.Start, TextPosition.Start));
        if (VerdictSet.Of(verdicts, configuration, out var clashes) is not { } set) return ChangeReviewResult.Failed(null, clashes);
        return new ChangeReviewResult(ReviewDecision.Of(set, configuration, [.. replies.Select(reply => reply.Failure).OfType<ReviewerFailure>()]), context, null, []);
    }

    private async Task<IReadOnlyList<ContextDrift>> DriftOfAsync(ModuleCatalog catalog, IReadOnlyList<string> ids, int throttle, CancellationToken cancellationToken)
    {
        PlatformModule[] modules = [.. catalog.Modules.Where(module => ids.Contains(module.Id, StringComparer.Ordinal))];
        List<ContextDrift> found = [];
        var reader = new DriftCheck(catalog.Inventory, hosts, time);
        await foreach (var host in reader.ReadAsync(modules, areWholeFleet: false, throttle, cancellationToken))
            found.AddRange(host.Modules.Select(m => new ContextDrift(m.Module ?? "", m.Host, m.Status.ToString(), [.. m.Telling.Select(finding => $"{finding.Code}: {finding.Message}").Distinct(StringComparer.Ordinal)])));
        return [.. found.OrderBy(m => m.Module, StringComparer.Ordinal)];
    }

    private static ReviewContext ContextOf(ChangeReading change, IReadOnlyList<ContextDrift>? drift)
    {
        var modules = change.Modules.ToHashSet(StringComparer.Ordinal);
        var brought = PolicyReviewer.BroughtBy(change);
        var isNew = brought.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return new ReviewContext
        {
            Reviewed = "git:" + change.Head.Commit,
            Base = "git:" + change.Base.Commit,
            Files = change.Files,
            Modules = change.Modules,
            Policy =
            [
                .. brought.Concat(change.After.Findings.Where(finding => modules.Contains(finding.Module) && !isNew.Contains(finding.Fingerprint)))
                    .Select(finding => new ContextFinding(
                        finding.Rule, finding.Severity, finding.Module, new RiskEvidence(finding.File, Math.Max(1, finding.Line)).ToString(), finding.Message, finding.Acknowledged, isNew.Contains(finding.Fingerprint))),
            ],
            Drift = drift,
            Readiness = new ContextReadiness(change.Before.Count(), change.After.Count(), ChangesOf(change)),
            Diagnostics = [.. change.After.Diagnostics.Where(d => d.Module is null || modules.Contains(d.Module))],
        };
    }

    private static IReadOnlyList<ReadinessChange> ChangesOf(ChangeReading change)
    {
        var before = (change.Before.Readiness?.Modules ?? []).ToDictionary(m => m.Module, StringComparer.Ordinal);
        var after = change.After.Readiness?.Modules ?? [];
        var present = after.Select(m => m.Module).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. after.SelectMany(m => before.TryGetValue(m.Module, out var was) ? ReadinessChange.Between(EarlierModule.Of(was), m) : [ReadinessChange.Added(m)])
                .Concat(before.Values.Where(m => !present.Contains(m.Module) && !change.After.Invalid.Contains(m.Module)).Select(m => ReadinessChange.Removed(m.Module, EarlierModule.Of(m))))
                .OrderBy(c => c.Module, StringComparer.Ordinal),
        ];
    }
}

/// <summary>What of a change is reviewed, and how.</summary>
/// <param name="Base">What the change is to be merged into: a branch, a tag, a commit.</param>
/// <param name="Verdicts">Files and folders of verdicts that reviewers gave by themselves.</param>
/// <param name="CurrentFolder">What relative ones are relative to.</param>
public sealed record ChangeReviewOptions(string Base, IReadOnlyCollection<string> Verdicts, string CurrentFolder)
{
    /// <summary>Whether the hosts of the modules are asked what they run now.</summary>
    public bool WithDrift { get; init; } = true;

    /// <summary>How many reviewers, or hosts, are asked at a time, 1 and up.</summary>
    public int Throttle { get; init; } = HostObserver.DefaultThrottle;
}

/// <summary>What came of a review.</summary>
/// <param name="Decision">The decision; null where there is none.</param>
/// <param name="Context">What the reviewers were given; null where it was not made.</param>
/// <param name="Error">Why there is no decision, a sentence; null where files say it.</param>
/// <param name="Diagnostics">What is wrong with files, so that there is no decision.</param>
public sealed record ChangeReviewResult(ReviewDecision? Decision, ReviewContext? Context, string? Error, IReadOnlyList<Diagnostic> Diagnostics)
{
    internal static ChangeReviewResult Failed(string? error, IReadOnlyList<Diagnostic> diagnostics) => new(null, null, error, diagnostics);
}
