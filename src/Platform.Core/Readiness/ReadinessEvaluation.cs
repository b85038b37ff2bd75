using Platform.Editing;
using Platform.Manifests;

namespace Platform.Readiness;

/// <summary>Judges one module: what blocks it, and which wave it is in.</summary>
public static class ReadinessEvaluation
{
    /// <param name="module">The module.</param>
    /// <param name="evidence">What is known beside its manifest.</param>
    /// <param name="outlook">What edits would do to its manifest.</param>
    /// <param name="now">The operator's time: a restore test that is to come shows nothing.</param>
    public static ModuleReadiness Of(PlatformModule module, ModuleEvidence evidence, EditOutlook outlook, DateTimeOffset now)
    {
        var isExternal = module.IsExternal;
        ReadinessBlocker[] blockers = isExternal ? [] : [.. MetadataBlockers.Of(module, outlook.Of(module)), .. EvidenceBlockers.Of(module, evidence, now)];
        return new ModuleReadiness
        {
            Module = module.Id,
            Host = module.Host,
            Tier = module.Tier,
            Statefulness = module.Runtime.Statefulness,
            Status = isExternal ? ReadinessStatus.External : blockers.Length > 0 ? ReadinessStatus.Blocked : ReadinessStatus.Ready,
            Wave = isExternal ? null : blockers.Length > 0 ? 0 : WaveOf(module),
            HasSource = module.Source is not null,
            HasArtifact = module.Artifact is not null,
            HasDigest = MetadataBlockers.HasDigest(module),
            HasRestoreEvidence = EvidenceBlockers.HasRestoreEvidence(module, now),
            RestoreTestedAt = module.Operations?.RestoreTest?.TestedAt,
            Drift = isExternal ? null : evidence.Drift,
            Blockers = blockers,
            Todo = module.Todo,
        };
    }

    /// <summary>The wave of a module that nothing blocks.</summary>
    private static int WaveOf(PlatformModule module) => (ModuleTier.NumberOf(module.Tier), module.Runtime.Statefulness) switch
    {
        (0, _) => 4,
        (_, Statefulness.Stateful) => 3,
        (1, _) => 2,
        _ => 1,
    };
}
