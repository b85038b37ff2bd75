
namespace Platform.EndToEnd.Applying;

/// <summary>A connection is lost in the middle: the host goes on by itself, and nothing is made twice or put back unseen.</summary>
public sealed class LostConnectionTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    /// <summary>Of a plan that pulls and recreates: look, lock, look, pull, recreate.</summary>
    private const int Recreate = 5;

    private const int FirstVerification = Recreate + 1;

    [Fact]
    public async Task A_cut_in_the_middle_of_a_step_is_waited_for_and_not_made_twice()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        var ssh = await FaultySsh.ForAsync(fleet);
        var plan = await fleet.PlanAsync();
        await using var docker = await WatchedDocker.StartAsync(hosts);
        await docker.HoldAsync();
        ssh.At(Recreate, "cut");
        var applying = fleet.ApplyAsync(plan);
        await docker.UntilUpAsync(fleet);
        ssh.Cut();
        await ssh.UntilCallAsync(Recreate + 1);
        await docker.LetGoAsync();
        var applied = await applying;
        applied.AssertExit(0);
        applied.AssertStatuses("Applied", "Applied");
        Assert.Equal(1, await docker.UpsAsync(fleet));
    }

    [Fact]
    public async Task A_host_that_stays_away_in_the_middle_of_a_step_is_in_doubt_until_the_next_run()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        var ssh = await FaultySsh.ForAsync(fleet);
        var plan = await fleet.PlanAsync();
        await using var docker = await WatchedDocker.StartAsync(hosts);
        await docker.HoldAsync();
        ssh.At(Recreate, "cut-away");
        var applying = fleet.ApplyAsync(plan);
        await docker.UntilUpAsync(fleet);
        ssh.Cut();
        var lost = await applying;
        lost.AssertExit(8);
        lost.AssertStatuses("InDoubt", "InDoubt");
        Assert.Contains("refused", lost.Said, StringComparison.Ordinal);

        ssh.Mend();
        await docker.LetGoAsync();
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal(1, await docker.UpsAsync(fleet));
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
    }

    [Fact]
    public async Task A_change_that_cannot_be_looked_at_is_in_doubt_and_not_put_back()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        var ssh = await FaultySsh.ForAsync(fleet);
        var plan = await fleet.PlanAsync();
        ssh.At(FirstVerification, "away");
        var lost = await fleet.ApplyAsync(plan, "--health-timeout", "2s");
        lost.AssertExit(8);
        lost.AssertStatuses("InDoubt", "InDoubt");
        var made = await fleet.InspectAsync("web");
        Assert.Contains(Service.New, made, StringComparison.Ordinal);

        ssh.Mend();
        var next = await fleet.ApplyAsync(plan);
        next.AssertExit(0);
        next.AssertStatuses("AlreadyApplied", "AlreadyApplied");
        Assert.Equal(made, await fleet.InspectAsync("web"));
    }

    [Fact]
    public async Task Interrupted_in_the_middle_of_a_step_the_next_run_brings_it_to_its_end()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        var plan = await fleet.PlanAsync();
        await using var docker = await WatchedDocker.StartAsync(hosts);
        await docker.HoldAsync();
        Assert.Equal(130, await fleet.InterruptAsync(plan, docker.UntilUpAsync(fleet)));
        await docker.LetGoAsync();
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal(1, await docker.UpsAsync(fleet));
    }
}
