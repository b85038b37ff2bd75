using FsCheck;
using FsCheck.Fluent;
using Platform.Manifests;
using Platform.Readiness;
using static Platform.Tests.Readiness.ReadinessFleet;

namespace Platform.Tests.Readiness;

/// <summary>The counts of a fleet, and what to do next.</summary>
public sealed class FleetReadinessTests
{
    [Fact]
    public void The_real_case_has_88_modules_6_with_source_and_artifact_and_82_without()
    {
        var fleet = JudgeFleet([.. Enumerable.Range(0, 88).Select(i => (i < 6 ? Ready : Bare()) with { Id = $"module-{i:00}" })]);
        var summary = fleet.Summary;
        Assert.Equal((88, 6, 82, 6, 82), (summary.Modules, summary.WithSource, summary.MissingSource, summary.WithArtifact, summary.MissingArtifact));
        Assert.Equal((6, 82), (summary.Ready, summary.Blocked));
        var step = fleet.NextSteps[0];
        Assert.StartsWith("platformctl edit derive module-06 module-07 ", step.Command, StringComparison.Ordinal);
        Assert.Equal((82, 0, true), (step.Modules, step.Unblocks, step.Derivable));
        Assert.StartsWith("platformctl edit digest module-06 ", fleet.NextSteps[1].Command, StringComparison.Ordinal);
        Assert.Equal((82, 82), (fleet.NextSteps[1].Modules, fleet.NextSteps[1].Unblocks));
        Assert.Equal(2, fleet.NextSteps.Count);
    }

    [Fact]
    public void External_modules_are_counted_apart_and_their_manifests_with_the_others()
    {
        var external = Bare() with { Id = "vpn", Runtime = Bare().Runtime with { Orchestrator = Orchestrator.External } };
        var summary = JudgeFleet(Ready, external).Summary;
        Assert.Equal((2, 1, 1, 0), (summary.Modules, summary.External, summary.Ready, summary.Blocked));
        Assert.Equal((1, 1), (summary.WithSource, summary.MissingSource));
        Assert.Empty(summary.Blockers);
    }

    [Fact]
    public void The_counts_of_any_fleet_add_up()
    {
        Prop.ForAll(Modules.ToArbitrary(), modules =>
        {
            var fleet = JudgeFleet([.. modules.Select((module, i) => module with { Id = $"module-{i}" })]);
            var summary = fleet.Summary;
            foreach (var counts in (IEnumerable<ReadinessCounts>)[summary, .. summary.ByTier, .. summary.ByStatefulness])
            {
                Assert.Equal(counts.Modules, counts.Ready + counts.Blocked + counts.External);
                Assert.Equal(counts.Modules, counts.WithSource + counts.MissingSource);
                Assert.Equal(counts.Modules, counts.WithArtifact + counts.MissingArtifact);
                Assert.Equal(counts.Modules, counts.WithDigest + counts.MissingDigest);
                Assert.Equal(counts.Stateful, counts.WithRestoreEvidence + counts.MissingRestoreEvidence);
            }

            Assert.Equal(modules.Length, summary.ByTier.Sum(g => g.Modules));
            Assert.Equal(modules.Length, summary.ByStatefulness.Sum(g => g.Modules));
            Assert.Equal(modules.Length, summary.External + summary.Waves.Sum(w => w.Modules));
            Assert.Equal(summary.Blocked, summary.Waves[0].Modules);
            Assert.All(summary.Blockers, b => Assert.Equal(b.Modules, b.Derivable + b.Person));
            Assert.All(fleet.Modules, m => Assert.Equal(m.Blockers.Count > 0, m.Wave is 0));
            Assert.True(fleet.NextSteps.Count <= 3);
            Assert.Equal(summary.Blocked == 0, fleet.NextSteps.Count == 0);
            Assert.True(fleet.NextSteps.Sum(s => s.Unblocks) <= summary.Blocked);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_step_that_needs_another_comes_behind_it()
    {
        var withoutDigest = Ready with { Artifact = Ready.Artifact! with { Digest = null } };
        var fleet = JudgeFleet(Bare() with { Id = "a" }, withoutDigest with { Id = "b" }, withoutDigest with { Id = "c" });
        Assert.Equal(["platformctl edit derive a", "platformctl edit digest a b c"], fleet.NextSteps.Select(s => s.Command));
        Assert.Equal([0, 3], fleet.NextSteps.Select(s => s.Unblocks));
        Assert.Equal(["source", "artifact"], fleet.NextSteps[0].Clears);
    }

    private static Gen<PlatformModule[]> Modules => Gen.ArrayOf(
        from tier in Gen.Elements("0-platform-substrate", "1-iskra-value-layer", "2-tools-products-modules", "TODO: tier")
        from statefulness in Gen.Elements<Statefulness?>(Statefulness.Stateful, Statefulness.Stateless, null)
        from orchestrator in Gen.Elements(Orchestrator.DockerCompose, Orchestrator.DockerCompose, Orchestrator.External)
        from build in Gen.Elements<ImageBuild?>(ImageBuild.Local, ImageBuild.Upstream, null)
        from observed in Gen.Elements("redis:7", "redis", "$IMAGE", null)
        from source in Gen.Elements(Ready.Source, null)
        from artifact in Gen.Elements(Ready.Artifact, Ready.Artifact! with { Digest = null }, null)
        from operations in Gen.Elements(Stateful.Operations, null)
        select Ready with
        {
            Tier = tier,
            Source = source,
            Artifact = artifact,
            Operations = operations,
            Runtime = Ready.Runtime with { Statefulness = statefulness, Orchestrator = orchestrator, ImageBuild = build, ImageObserved = observed },
        });
}
