using Platform.Applying;
using Platform.Docker;
using Platform.Drift;
using Platform.Planning;
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
    public void Put_back_is_the_image_the_file_and_the_state_of_before()
    {
        var before = new SeenModule("redis", Before, "f11e", []);
        Assert.True(Verification.OfRollback(before, before with { Container = Before with { Id = new string('d', 64) } }).Succeeded);
        Assert.False(Verification.OfRollback(before, before with { ComposeFile = "0" }).Succeeded);
        Assert.False(Verification.OfRollback(before, before with { Container = Before with { ImageId = Fleet.DigestB } }).Succeeded);
        Assert.False(Verification.OfRollback(before, before with { Container = Before with { State = SeenContainer.Stopped } }).Succeeded);
        Assert.False(Verification.OfRollback(before, before with { Container = null }).Succeeded);
        Assert.False(Verification.OfRollback(before with { Container = null }, before).Succeeded);
    }

    private static Verdict Judge(ContainerSnapshot container)
    {
        var host = Fleet.Host(container);
        return Verification.Of(DriftComparer.Compare(Fleet.Module, host, null, Fleet.Now), host.Snapshot!);
    }
}
