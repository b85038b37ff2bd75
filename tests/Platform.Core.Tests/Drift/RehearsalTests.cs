using Platform.Drift;

namespace Platform.Tests.Drift;

public sealed class RehearsalTests
{
    [Fact]
    public void What_is_rehearsed_is_the_whole_of_reading_and_comparing()
    {
        var drift = Rehearsal.Run(Fleet.Module, Fleet.Now);
        Assert.Equal((DriftStatus.Drifted, "example/app:1.0"), (drift.Status, drift.Live?.Image));
        Assert.Contains(drift.Findings, f => f.Code is FindingCode.ImageRepositoryMismatch);
        Assert.Contains(drift.Findings, f => f.Code is FindingCode.EnvironmentMismatch);
        Assert.DoesNotContain(drift.Findings, f => f.Code is FindingCode.ConfigurationNotCompared);
    }

    [Fact]
    public void A_module_without_a_name_of_its_container_can_be_rehearsed_too()
    {
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { ContainerName = null } };
        Assert.NotNull(Rehearsal.Run(module, Fleet.Now).Live);
    }
}
