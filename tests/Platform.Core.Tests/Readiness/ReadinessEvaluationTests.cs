using Platform.Drift;
using Platform.Manifests;
using Platform.Readiness;
using static Platform.Tests.Readiness.ReadinessFleet;

namespace Platform.Tests.Readiness;

/// <summary>Which wave a module is in, what blocks it, and who can clear that.</summary>
public sealed class ReadinessEvaluationTests
{
    [Theory]
    [InlineData("2-tools-products-modules", Statefulness.Stateless, 1)]
    [InlineData("3-experiments", Statefulness.Stateless, 1)]
    [InlineData("10-far-out", Statefulness.Stateless, 1)]
    [InlineData("1-iskra-value-layer", Statefulness.Stateless, 2)]
    [InlineData("1-iskra-value-layer", Statefulness.Stateful, 3)]
    [InlineData("2-tools-products-modules", Statefulness.Stateful, 3)]
    [InlineData("0-platform-substrate", Statefulness.Stateless, 4)]
    [InlineData("0-platform-substrate", Statefulness.Stateful, 4)]
    public void Tier_and_statefulness_decide_the_wave(string tier, Statefulness statefulness, int wave)
    {
        var readiness = Judge(Stateful with { Tier = tier, Runtime = Stateful.Runtime with { Statefulness = statefulness } });
        Assert.Empty(readiness.Blockers);
        Assert.Equal((ReadinessStatus.Ready, wave), (readiness.Status, readiness.Wave));
    }

    [Fact]
    public void Whatever_blocks_puts_a_module_of_any_tier_into_wave_0()
    {
        foreach (var tier in (ReadOnlySpan<string>)["0-platform-substrate", "1-iskra-value-layer", "2-tools-products-modules"])
        {
            var readiness = Judge(Ready with { Tier = tier, Artifact = null });
            Assert.Equal((ReadinessStatus.Blocked, 0), (readiness.Status, readiness.Wave));
        }
    }

    [Fact]
    public void What_a_record_shows_is_derived_by_commands_that_are_named()
    {
        var readiness = Judge(Bare());
        Assert.Equal(
            [(BlockerKind.Source, "platformctl edit derive stirling"), (BlockerKind.Artifact, "platformctl edit derive stirling"), (BlockerKind.Digest, "platformctl edit digest stirling")],
            readiness.Blockers.Select(b => (b.Kind, b.Command)));
        Assert.All(readiness.Blockers, b => Assert.True(b.Derivable));
        var digest = Assert.Single(Judge(Ready with { Artifact = Ready.Artifact! with { Digest = null } }).Blockers);
        Assert.Equal((BlockerKind.Digest, true, "platformctl edit digest stirling"), (digest.Kind, digest.Derivable, digest.Command));
    }

    [Theory]
    [InlineData("${REGISTRY}/name:1.2", "variable")]
    [InlineData("name:$TAG", "variable")]
    [InlineData("ghcr.io/owner/name", "no tag")]
    [InlineData("ghcr.io/owner/name@" + Digest, "a digest and no tag")]
    [InlineData(Digest, "an image id")]
    [InlineData("Not An Image", "no image reference")]
    [InlineData("localhost/name:1", "every host takes for itself")]
    [InlineData("localhost:5000/name:1", "every host takes for itself")]
    [InlineData("127.0.0.1:5000/name:1", "every host takes for itself")]
    [InlineData("[::1]:5000/name:1", "every host takes for itself")]
    [InlineData("registry.localhost:5000/name:1", "every host takes for itself")]
    [InlineData("0.0.0.0:5000/name:1", "every host takes for itself")]
    public void What_cannot_be_mapped_cleanly_needs_a_person(string observed, string reason)
    {
        var readiness = Judge(Bare(observed));
        Assert.Equal([BlockerKind.Source, BlockerKind.Artifact, BlockerKind.Digest], readiness.Blockers.Select(b => b.Kind));
        Assert.All(readiness.Blockers, b => Assert.False(b.Derivable));
        Assert.All(readiness.Blockers, b => Assert.Contains(reason, b.Message, StringComparison.Ordinal));
        Assert.All(readiness.Blockers, b => Assert.Equal("$EDITOR modules/stirling/module.yaml", b.Command));
    }

    [Fact]
    public void An_image_that_is_built_locally_or_not_recorded_needs_a_person()
    {
        var local = Judge(Bare() with { Runtime = Bare().Runtime with { ImageBuild = ImageBuild.Local } });
        Assert.All(local.Blockers, b => Assert.Equal((false, true), (b.Derivable, b.Message.Contains("built locally", StringComparison.Ordinal))));
        var unrecorded = Judge(Bare() with { Runtime = Bare().Runtime with { ImageObserved = null } });
        Assert.All(unrecorded.Blockers, b => Assert.Equal((false, "platformctl edit record stirling"), (b.Derivable, b.Command)));
    }

    [Fact]
    public void Data_need_evidence_that_they_were_restored()
    {
        var test = Stateful.Operations!.RestoreTest!;
        Assert.Empty(Judge(Stateful).Blockers);
        Assert.Contains("no operations.restore_test", Message(Stateful with { Operations = null }), StringComparison.Ordinal);
        Assert.Contains("docs/restore.md", Message(Stateful with { Operations = new ModuleOperations(null, null) { RestoreTest = test with { EvidenceExists = false } } }), StringComparison.Ordinal);
        Assert.Contains("is to come", Message(Stateful with { Operations = new ModuleOperations(null, null) { RestoreTest = test with { TestedAt = Now.AddMinutes(1) } } }), StringComparison.Ordinal);
        Assert.Contains("statefulness is not declared", Message(Stateful with { Runtime = Stateful.Runtime with { Statefulness = null } }), StringComparison.Ordinal);

        static string Message(PlatformModule module)
        {
            var blocker = Assert.Single(Judge(module).Blockers);
            Assert.Equal((BlockerKind.RestoreEvidence, false), (blocker.Kind, blocker.Derivable));
            return blocker.Message;
        }
    }

    [Fact]
    public void A_recorded_digest_is_derived_with_the_artifact()
    {
        Assert.All(Judge(Bare("ghcr.io/owner/name:1.2@" + Digest)).Blockers, b => Assert.Equal((true, "platformctl edit derive stirling"), (b.Derivable, b.Command)));
    }

    [Fact]
    public void What_contradicts_the_record_needs_a_person()
    {
        var blocker = Assert.Single(Judge(Ready with { Source = null, Runtime = Ready.Runtime with { ImageObserved = "ghcr.io/other/name:1.2" } }).Blockers);
        Assert.Equal((BlockerKind.Source, false), (blocker.Kind, blocker.Derivable));
        Assert.Contains("decide first which of them is tracked", blocker.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_in_the_reference_is_one()
    {
        Assert.Empty(Judge(Ready with { Artifact = Ready.Artifact! with { Reference = "ghcr.io/owner/name:1.2@" + Digest, Digest = null } }).Blockers);
    }

    [Fact]
    public void A_high_finding_of_a_policy_blocks_and_needs_a_person()
    {
        var blocker = Assert.Single(Judge(Ready, new ModuleEvidence { HighFindings = ["docker-sock-bind", "port-exposed"] }).Blockers);
        Assert.Equal((BlockerKind.Policy, false, "docker-sock-bind; port-exposed"), (blocker.Kind, blocker.Derivable, blocker.Message));
    }

    [Fact]
    public void Drift_blocks_only_where_it_is_asked_for_and_what_was_not_seen_is_not_known()
    {
        Assert.Null(Judge(Ready).Drift);
        Assert.Equal((DriftEvidence.NoDrift, 1), (Judged(DriftStatus.InSync).Drift, Judged(DriftStatus.InSync).Wave));
        Assert.Equal((DriftEvidence.Drifted, 0), (Judged(DriftStatus.Drifted).Drift, Judged(DriftStatus.Drifted).Wave));
        Assert.Equal("platformctl plan stirling", Judged(DriftStatus.Drifted).Blockers[0].Command);
        Assert.Equal((DriftEvidence.NotKnown, 0), (Judged(DriftStatus.Unreachable).Drift, Judged(DriftStatus.Unreachable).Wave));
        Assert.Equal((DriftEvidence.NotKnown, 0), (Judge(Ready, ModuleEvidence.Of(null)).Drift, Judge(Ready, ModuleEvidence.Of(null)).Wave));
        Assert.Equal((DriftEvidence.NoDrift, 1), (Judged(DriftStatus.Unverified).Drift, Judged(DriftStatus.Unverified).Wave));
        Assert.Equal((DriftEvidence.NotKnown, 0), (Judged(DriftStatus.Unverified, isWhole: false).Drift, Judged(DriftStatus.Unverified, isWhole: false).Wave));

        static ModuleReadiness Judged(DriftStatus status, bool isWhole = true) => Judge(Ready, ModuleEvidence.Of(new ModuleDrift
        {
            Module = Ready.Id,
            Host = Ready.Host,
            Status = status,
            Desired = null,
            Findings = [],
            NotCompared = isWhole ? [] : [Platform.Hosts.ComparedPart.Configuration],
        }));
    }

    [Fact]
    public void An_external_module_is_in_no_wave_and_nothing_blocks_it()
    {
        var external = Bare() with { Runtime = Bare().Runtime with { Orchestrator = Orchestrator.External } };
        var readiness = Judge(external, new ModuleEvidence { HighFindings = ["port-exposed"], Drift = DriftEvidence.NotKnown });
        Assert.Equal((ReadinessStatus.External, null), (readiness.Status, readiness.Wave));
        Assert.Empty(readiness.Blockers);
        Assert.Null(readiness.Drift);
    }

    [Theory]
    [InlineData("TODO: tier")]
    [InlineData("tools")]
    public void Without_a_tier_there_is_no_wave(string tier)
    {
        var blocker = Assert.Single(Judge(Ready with { Tier = tier }).Blockers);
        Assert.Equal((BlockerKind.Metadata, false), (blocker.Kind, blocker.Derivable));
    }

    [Fact]
    public void An_owner_to_be_written_counts_as_missing()
    {
        Assert.Equal(BlockerKind.Metadata, Assert.Single(Judge(Ready with { Owner = "TODO: who" }).Blockers).Kind);
        Assert.Empty(Judge(Ready with { Owner = "Todo and sons" }).Blockers);
    }
}
