using Platform.Editing;
using Platform.Manifests;

namespace Platform.Readiness;

/// <summary>Which modules of a fleet can be upgraded, in which wave, and what would make more of them ready (R5.1).</summary>
public sealed record FleetReadiness
{
    /// <summary>When it was judged, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether these are all modules of the root.</summary>
    public required bool WholeFleet { get; init; }

    /// <summary>Whether hosts were asked for drift.</summary>
    public required bool WithDrift { get; init; }

    public required ReadinessSummary Summary { get; init; }

    /// <summary>The modules, by id.</summary>
    public required IReadOnlyList<ModuleReadiness> Modules { get; init; }

    /// <summary>Up to three commands, in the order in which they can be run. Empty where nothing is blocked.</summary>
    public required IReadOnlyList<ReadinessStep> NextSteps { get; init; }

    /// <summary>What has changed since an earlier document; null where none was named.</summary>
    public ReadinessComparison? Since { get; init; }

    public override string ToString() => Summary.ToString();

    /// <param name="modules">The modules with a valid manifest.</param>
    /// <param name="scope">Which part of the root they are.</param>
    /// <param name="evidenceOf">What is known of each beside its manifest.</param>
    /// <param name="now">The operator's time.</param>
    public static FleetReadiness Of(IEnumerable<PlatformModule> modules, ReadinessScope scope, Func<PlatformModule, ModuleEvidence> evidenceOf, DateTimeOffset now)
    {
        ModuleReadiness[] judged = [.. modules.Select(m => ReadinessEvaluation.Of(m, evidenceOf(m), scope.Edits, now)).OrderBy(m => m.Module, StringComparer.Ordinal)];
        return new FleetReadiness
        {
            At = now.ToUniversalTime(),
            WholeFleet = scope.IsWholeFleet,
            WithDrift = scope.WithDrift,
            Summary = new ReadinessSummary(judged, scope.Invalid.Count),
            Modules = judged,
            NextSteps = ReadinessStep.Next(judged),
        };
    }
}

/// <summary>What was asked for.</summary>
/// <param name="IsWholeFleet">Whether all modules of the root were meant.</param>
/// <param name="WithDrift">Whether hosts were asked.</param>
/// <param name="Invalid">Names of the modules whose manifests are invalid.</param>
public sealed record ReadinessScope(bool IsWholeFleet, bool WithDrift, IReadOnlyCollection<string> Invalid)
{
    /// <summary>What edits would do to the manifests, which decides what a verb can clear.</summary>
    public EditOutlook Edits { get; init; } = EditOutlook.None;
}
