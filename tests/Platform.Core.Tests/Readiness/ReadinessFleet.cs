using Platform.Manifests;
using Platform.Readiness;
using Platform.Tests.Drift;

namespace Platform.Tests.Readiness;

/// <summary>Modules that a test takes something from.</summary>
internal static class ReadinessFleet
{
    public const string Digest = Fleet.DigestA;

    public static readonly DateTimeOffset Now = new(2026, 5, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A stateless module of tier 2 that nothing blocks.</summary>
    public static PlatformModule Ready { get; } = Fleet.Module with
    {
        Id = "stirling",
        Tier = "2-tools-products-modules",
        Runtime = Fleet.Module.Runtime with { Statefulness = Statefulness.Stateless, ImageBuild = ImageBuild.Upstream, ImageObserved = "ghcr.io/owner/name:1.2" },
        Source = new ModuleSource("upstream-image", "ghcr.io/owner/name", "upstream-tag"),
        Artifact = new ModuleArtifact("oci-image", "upstream-registry", "ghcr.io/owner/name:1.2", Digest, "manual"),
    };

    public static PlatformModule Stateful { get; } = Ready with
    {
        Runtime = Ready.Runtime with { Statefulness = Statefulness.Stateful },
        Operations = new ModuleOperations(null, null) { RestoreTest = new RestoreTest("docs/restore.md", Now.AddDays(-3), EvidenceExists: true) },
    };

    public static PlatformModule Bare(string observed = "ghcr.io/owner/name:1.2") => Ready with { Source = null, Artifact = null, Runtime = Ready.Runtime with { ImageObserved = observed } };

    public static ModuleReadiness Judge(PlatformModule module, ModuleEvidence? evidence = null)
    {
        using var written = new WrittenModules([module]);
        return ReadinessEvaluation.Of(written.Modules[0], evidence ?? ModuleEvidence.None, written.Outlook, Now);
    }

    public static FleetReadiness JudgeFleet(params PlatformModule[] modules)
    {
        using var written = new WrittenModules(modules);
        return FleetReadiness.Of(written.Modules, new ReadinessScope(IsWholeFleet: true, WithDrift: false, []) { Edits = written.Outlook }, _ => ModuleEvidence.None, Now);
    }
}
