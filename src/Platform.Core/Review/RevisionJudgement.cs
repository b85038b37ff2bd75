using Platform.Diagnostics;
using Platform.Editing;
using Platform.Manifests;
using Platform.Policy;
using Platform.Readiness;
using Platform.Root;

namespace Platform.Review;

/// <summary>What the rules and readiness say of one commit.</summary>
internal sealed record RevisionJudgement
{
    public IReadOnlyList<PlatformModule> Modules { get; private init; } = [];

    public IReadOnlyList<PolicyFinding> Findings { get; private init; } = [];

    /// <summary>What is wrong with files of the commit.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; private init; } = [];

    public PolicyConfiguration Policy { get; private init; } = PolicyConfiguration.Default;

    /// <summary>Null where the commit has no modules.</summary>
    public FleetReadiness? Readiness { get; private init; }

    /// <summary>Names of the modules whose manifests are invalid.</summary>
    public IReadOnlySet<string> Invalid { get; private init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <param name="root">The commit's files; null for a commit without modules.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Stops between two modules.</param>
    public static RevisionJudgement Of(PlatformRoot? root, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (root is null) return new RevisionJudgement();
        var selection = ModuleSelection.Of(root, [], root.Path);
        if (selection.Folders.Count == 0) return new RevisionJudgement();
        var catalog = ModuleCatalog.Read(root, selection, cancellationToken);
        var outcome = PolicyOutcome.Of(catalog, null, null, now, cancellationToken);
        var validation = ManifestValidator.Validate(root, selection, strict: false, cancellationToken);
        Diagnostic[] diagnostics = [.. validation.Diagnostics.Concat(outcome.Diagnostics).Distinct()];
        var invalid = catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).Select(d => d.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);
        PlatformModule[] valid = [.. catalog.Modules.Where(module => !invalid.Contains(module.Id))];
        var policy = PolicyEvidence.Of(root, now);
        var scope = new ReadinessScope(IsWholeFleet: true, WithDrift: false, invalid) { Edits = EditOutlook.Of(root, valid, cancellationToken) };
        return new RevisionJudgement
        {
            Modules = catalog.Modules,
            Findings = outcome.Findings,
            Diagnostics = diagnostics,
            Policy = outcome.Configuration,
            Readiness = FleetReadiness.Of(valid, scope, module => policy.AddTo(ModuleEvidence.None, module), now),
            Invalid = invalid,
        };
    }

    /// <summary>What the rules find in the same modules by another root's words.</summary>
    public IReadOnlyList<PolicyFinding> FindingsBy(PolicyConfiguration policy, PlatformRoot? root, DateTimeOffset now)
    {
        if (root is null) return [];
        var judge = new PolicyJudge(root, policy, now);
        return [.. Modules.SelectMany(module => judge.Judge(module).Findings)];
    }

    public ContextReadinessCount Count() => Readiness is { Summary: var summary } ? new ContextReadinessCount(summary.Modules, summary.Ready, summary.Blocked) : new ContextReadinessCount(0, 0, 0);
}
