using Platform.Applying;
using Platform.Snapshots;
using Platform.Tests.Drift;

namespace Platform.Tests.Applying;

/// <summary>A change that costs another container its work has not succeeded.</summary>
public sealed class BystandersTests
{
    private static readonly ContainerSnapshot Changed = Fleet.Container;

    private static readonly ContainerSnapshot Other = Fleet.Container with
    {
        Id = new string('e', 64), Name = "other", ComposeService = "other", Configuration = Fleet.Container.Configuration with { RestartPolicy = "always" }, State = Fleet.Container.State with { Status = ContainerStatus.Running, RestartCount = 0, Health = HealthStatus.None },
    };

    [Theory]
    [InlineData(ContainerStatus.Running, 0, true)]
    [InlineData(ContainerStatus.Exited, 0, true)] // a job that came to its end
    [InlineData(ContainerStatus.Exited, 1, false)]
    [InlineData(ContainerStatus.Restarting, 1, false)]
    [InlineData(ContainerStatus.Paused, 0, false)]
    [InlineData(ContainerStatus.Dead, 0, false)]
    public void One_that_ran_has_to_run_still(ContainerStatus status, int exit, bool isWell)
    {
        var verdict = Judge([Changed, Other], [Changed, Other with { State = Other.State with { Status = status, ExitCode = exit } }]);
        Assert.Equal((isWell, isWell), (verdict.Succeeded, verdict.IsFinal)); // it may come back
        if (!isWell) Assert.Contains("other", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_nobody_restarts_is_not_waited_for()
    {
        var once = Other with { Configuration = Other.Configuration with { RestartPolicy = "no" } };
        Assert.True(Judge([once], [once with { State = Other.State with { Status = ContainerStatus.Exited, ExitCode = 3 } }]).IsFinal);
    }

    [Fact]
    public void One_that_is_gone_is_missed_and_one_made_anew_is_as_good() => Assert.Equal(
        (false, true), (Judge([Changed, Other], [Changed]).Succeeded, Judge([Changed, Other], [Changed, Other with { Id = new string('f', 64) }]).Succeeded));

    [Fact]
    public void Of_one_that_did_not_do_its_work_before_nothing_follows()
    {
        ContainerState[] states =
        [
            Other.State with { Status = ContainerStatus.Exited }, Other.State with { RestartCount = 1 }, Other.State with { Health = HealthStatus.Unhealthy }, Other.State with { Health = HealthStatus.Starting },
        ];
        Assert.All(states, state => Assert.True(Judge([Changed, Other with { State = state }], [Changed]).Succeeded));
        Assert.True(Judge([Changed, Other with { IsOneOff = true }], [Changed]).Succeeded);
    }

    [Theory]
    [InlineData("network_mode")]
    [InlineData("ipc")]
    [InlineData("pid")]
    public void One_that_shares_a_namespace_of_what_was_replaced_has_lost_it(string key)
    {
        var sharer = Other with { Configuration = Other.Configuration with { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { [key] = "container:" + Changed.Id } } };
        Assert.True(Judge([Changed, sharer], [Changed, sharer]).Succeeded);
        var verdict = Judge([Changed, sharer], [Changed with { Id = new string('f', 64) }, sharer]);
        Assert.Equal((false, true), (verdict.Succeeded, verdict.IsFinal));
    }

    private static Verdict Judge(ContainerSnapshot[] before, ContainerSnapshot[] after) => Bystanders.Judge(Host(before), Host(after), c => c.Name == Changed.Name);

    private static HostSnapshot Host(ContainerSnapshot[] containers) => Fleet.Host([Fleet.Image], containers[0]).Snapshot! with { Containers = containers };
}
