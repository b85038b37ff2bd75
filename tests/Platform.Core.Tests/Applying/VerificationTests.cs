using Platform.Applying;
using Platform.Drift;
using Platform.Planning;
using Platform.Snapshots;
using Platform.Tests.Drift;

namespace Platform.Tests.Applying;

public sealed class VerificationTests
{
    private static readonly SeenContainer Before = new(new string('c', 64), "redis", "redis:7", Fleet.ImageId, SeenContainer.Running);

    [Fact]
    public void A_healthy_container_that_is_as_declared_is_verified() => Assert.True(Judge(Fleet.Container).Succeeded);

    [Fact]
    public void A_health_check_in_its_first_round_is_waited_for()
    {
        var verdict = Judge(Fleet.Container with { State = Fleet.Container.State with { Health = HealthStatus.Starting } });
        Assert.Equal((false, false), (verdict.Succeeded, verdict.IsFinal));
    }

    [Fact]
    public void Without_a_health_check_a_container_has_to_stay_up()
    {
        var state = Fleet.Container.State with { Health = HealthStatus.None, StartedAt = Fleet.Now.AddSeconds(-2) };
        Assert.False(Judge(Fleet.Container with { State = state }).Succeeded);
        Assert.True(Judge(Fleet.Container with { State = state with { StartedAt = Fleet.Now.AddSeconds(-5) } }).Succeeded);
        Assert.False(Judge(Fleet.Container with { State = state with { StartedAt = Fleet.Now.AddSeconds(-5), RestartCount = 1 } }).Succeeded);
    }

    [Fact]
    public void A_restart_loop_is_not_waited_for()
    {
        var verdict = Judge(Fleet.Container with { State = Fleet.Container.State with { Status = ContainerStatus.Restarting } });
        Assert.Equal((false, true), (verdict.Succeeded, verdict.IsFinal));
    }

    [Fact]
    public void Another_image_than_the_approved_one_is_not_waited_for()
    {
        var verdict = Judge(Fleet.Container with { ImageReference = Fleet.Repository + ":3.0.3" });
        Assert.Equal((false, true), (verdict.Succeeded, verdict.IsFinal));
        Assert.Contains("3.0.3", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Put_back_is_the_image_the_file_the_state_and_the_findings_of_before()
    {
        var planned = new SeenModule("redis", [Before], "f11e", []);
        Assert.True(PutBack(planned, planned).Succeeded);
        Assert.False(PutBack(planned, planned with { ComposeFile = "0" }).Succeeded);
        Assert.False(PutBack(planned, planned with { Containers = [Before with { ImageId = Fleet.DigestB }] }).Succeeded);
        Assert.False(PutBack(planned, planned with { Containers = [Before with { State = SeenContainer.Stopped }] }).Succeeded);
        Assert.False(PutBack(planned, planned with { Containers = [] }).Succeeded);
        Assert.False(PutBack(planned with { Containers = [] }, planned).Succeeded);
        var replaced = planned with { Containers = [Before with { Id = new string('d', 64) }] };
        Assert.Contains("LABELS_MISMATCH", PutBack(replaced, planned with { Findings = ["LABELS_MISMATCH labels: - / added A"] }).Message, StringComparison.Ordinal);
        Assert.True(PutBack(planned with { Findings = ["LABELS_MISMATCH labels: - / added A"] }, planned).Succeeded);
    }

    [Fact]
    public void What_was_put_back_has_to_be_well_again_if_it_was()
    {
        var planned = new SeenModule("redis", [Before], "f11e", []);
        var sick = Fleet.Container with { State = Fleet.Container.State with { Health = HealthStatus.Starting } };
        Assert.Equal((false, false), (PutBack(planned, planned, sick).Succeeded, PutBack(planned, planned, sick).IsFinal));
        Assert.True(PutBack(planned, planned, sick, wasWell: false).Succeeded);
    }

    public static TheoryData<string, Func<ContainerConfiguration, ContainerConfiguration>> Changes => new()
    {
        { "ports", s => s with { Ports = ["80:80/tcp"] } },
        { "mounts", s => s with { Mounts = [new MountPoint("volume", "other", "/data", ReadOnly: false)] } },
        { "networks", s => s with { Networks = ["elsewhere"] } },
        { "restart", s => s with { RestartPolicy = "on-failure:9" } },
        { "command", s => s with { Command = [new OpaqueValue("other")] } },
        { "entrypoint", s => s with { Entrypoint = [new OpaqueValue("other")] } },
        { "user", s => s with { User = "nobody-else" } },
        { "privileged", s => s with { Privileged = !s.Privileged } },
        { "cap_add", s => s with { CapabilitiesAdded = ["SYS_TIME"] } },
        { "cap_drop", s => s with { CapabilitiesDropped = ["SYS_TIME"] } },
        { "healthcheck", s => s with { Healthcheck = new HealthProbe([new OpaqueValue("other")], 1, 1, 1, 1, 1) } },
        { "environment.PLANTED", s => s with { Environment = new Dictionary<string, OpaqueValue> { ["PLANTED"] = new("hunter2Sw0rdfish") } } },
        { "labels.planted", s => s with { Labels = new Dictionary<string, OpaqueValue> { ["planted"] = new("hunter2Sw0rdfish") } } },
        { "logging.options.tag", s => s with { LogOptions = new Dictionary<string, OpaqueValue> { ["tag"] = new("hunter2Sw0rdfish") } } },
        { "mem_limit", s => s with { Settings = new Dictionary<string, string> { ["mem_limit"] = "1" } } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Every_part_of_the_surface_that_is_not_as_before_is_named_and_no_value(string key, Func<ContainerConfiguration, ContainerConfiguration> change)
    {
        var planned = new SeenModule("redis", [Before], "f11e", []);
        var verdict = PutBack(planned, planned, Fleet.Container with { Configuration = change(Fleet.Container.Configuration) });
        Assert.Equal((false, true), (verdict.Succeeded, verdict.IsFinal));
        Assert.Matches($@"{key}\b.* not as before$", verdict.Message!);
        Assert.DoesNotContain("Sw0rdfish", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_id_of_another_container_dies_with_it_and_is_no_difference()
    {
        ContainerSnapshot Sharing(string owner) => Fleet.Container with
        {
            Configuration = Fleet.Container.Configuration with { Settings = new Dictionary<string, string> { ["network_mode"] = "container:" + owner, ["hostname"] = owner[..12] } },
        };
        ContainerSnapshot Owner(string id) => Fleet.Container with { Id = id, Name = "vpn" };
        var (old, made) = (new string('a', 64), new string('b', 64));
        Assert.Empty(Platform.Applying.PutBack.Differences(Sharing(old), Sharing(made), Fleet.Host(Owner(old)).Snapshot!, Fleet.Host(Owner(made)).Snapshot!));
        Assert.Equal(["network_mode"], Platform.Applying.PutBack.Differences(Sharing(old), Sharing(old), Fleet.Host(Owner(old)).Snapshot!, Fleet.Host(Owner(made)).Snapshot!));
    }

    private static Verdict PutBack(SeenModule planned, SeenModule now, ContainerSnapshot? container = null, bool wasWell = true) =>
        Verification.OfRollback(planned, now, Fleet.Host(Fleet.Container).Snapshot!, Fleet.Host(container ?? Fleet.Container).Snapshot!, wasWell);

    private static Verdict Judge(ContainerSnapshot container)
    {
        var host = Fleet.Host(container);
        return Verification.Of(DriftComparer.Compare(Fleet.Module, host, null, Fleet.Now), host.Snapshot!);
    }
}
