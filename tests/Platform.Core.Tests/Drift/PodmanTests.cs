using Platform.Docker;
using Platform.Drift;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Tests.Drift;

/// <summary>What podman's answers do not prove.</summary>
public sealed class PodmanTests
{
    [Fact]
    public void A_module_stopped_on_purpose_may_run_under_another_account()
    {
        var stopped = Fleet.Module with { Runtime = Fleet.Module.Runtime with { DesiredState = DesiredState.Stopped } };
        Assert.Equal(DriftStatus.InSync, Compare(stopped, Fleet.Host()).Status);
        var drift = Compare(stopped, OfPodman(Fleet.Host()));
        Assert.Equal((DriftStatus.Unverified, FindingCode.ContainerMissing), (drift.Status, Assert.Single(drift.Findings).Code));
    }

    [Theory]
    [InlineData(ImageBuild.Local, DriftStatus.Unverified)]
    [InlineData(ImageBuild.Upstream, DriftStatus.Drifted)]
    public void An_image_of_localhost_is_the_declared_one_only_where_it_is_built_there(ImageBuild build, DriftStatus status)
    {
        var module = Fleet.Module with
        {
            Runtime = Fleet.Module.Runtime with { ImageBuild = build, ImageObserved = "honcho:3.0.6" },
            Artifact = null,
        };
        var host = OfPodman(Fleet.Host(Fleet.Container with { ImageReference = "localhost/honcho:3.0.6" }));
        Assert.Equal(status, Compare(module, host).Status);
    }

    [Fact]
    public void The_digest_a_container_was_created_from_still_counts()
    {
        var reference = Fleet.Repository + "@" + Fleet.DigestB;
        var drift = Compare(Fleet.Module, OfPodman(Fleet.Host(Fleet.Container with { ImageReference = reference })));
        Assert.Contains(drift.Findings, f => f.Code == FindingCode.ImageDigestMismatch);
    }

    [Fact]
    public void Nothing_of_podman_is_in_sync()
    {
        var pinned = OfPodman(Fleet.Host(Fleet.Container with { ImageReference = $"{Fleet.Repository}:3.0.6@{Fleet.DigestA}" }));
        var drift = Compare(Fleet.Module, pinned);
        Assert.Equal((DriftStatus.Unverified, DigestCertainty.ProvenEqual), (drift.Status, drift.Live?.Containers[0].DigestCertainty));
        Assert.Equal(FindingCode.ConfigurationNotCompared, Assert.Single(drift.Findings).Code);
    }

    private static HostObservation OfPodman(HostObservation host) => host with
    {
        Snapshot = host.Snapshot! with { Engine = new EngineSnapshot("4.3.1", "4.3.1", "linux", "amd64", null, EngineKind.Podman) }, // Fleet's hosts were all seen
    };

    private static ModuleDrift Compare(PlatformModule module, HostObservation host) => DriftComparer.Compare(module, host, null, Fleet.Now);
}
