using System.Globalization;

namespace Platform.EndToEnd.Applying;

/// <summary>A host is changed by one at a time.</summary>
public sealed class TwoOperatorsTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    [Fact]
    public async Task Of_two_operators_at_once_one_applies_and_the_other_is_refused()
    {
        await using var mine = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        await using var theirs = mine.Copy();
        await using var docker = await WatchedDocker.StartAsync(hosts);
        var plans = await Task.WhenAll(mine.PlanAsync(), theirs.PlanAsync());
        var outcomes = await Task.WhenAll(mine.ApplyAsync(plans[0]), theirs.ApplyAsync(plans[1]));
        Assert.Single(outcomes, o => o.ExitCode == 0);
        Assert.Single(outcomes, o => o.ExitCode is 3 or 6);
        Assert.Equal(1, await docker.UpsAsync(mine));
        Assert.Equal(0, (await mine.DriftAsync()).ExitCode);
    }

    [Fact]
    public async Task Who_comes_while_a_change_is_made_is_told_who_makes_it()
    {
        await using var mine = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        await using var theirs = mine.Copy();
        await using var docker = await WatchedDocker.StartAsync(hosts);
        await docker.HoldAsync();
        var (plan, other) = (await mine.PlanAsync(), await theirs.PlanAsync());
        var applying = mine.ApplyAsync(plan, "--health-timeout", "10m");
        await docker.UntilUpAsync(mine);
        // As long as it may wait for health without another sign of life.
        var left = int.Parse(await mine.ShellAsync("rs2000", "echo $(($(sed -n 2p .platform/lock) - $(date +%s)))"), CultureInfo.InvariantCulture);
        Assert.InRange(left, 600, 900);
        var refused = await theirs.ApplyAsync(other);
        refused.AssertExit(6);
        Assert.Matches($"locked by {Environment.UserName}@.* process [0-9]+ since", refused.Said);
        await docker.LetGoAsync();
        (await applying).AssertExit(0);
        Assert.Equal(1, await docker.UpsAsync(mine));
    }

    [Fact]
    public async Task Who_interrupts_leaves_no_lock_and_may_go_on_later()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        await using var docker = await WatchedDocker.StartAsync(hosts);
        await docker.HoldAsync();
        var plan = await fleet.PlanAsync();
        Assert.Equal(130, await fleet.InterruptAsync(plan, docker.UntilUpAsync(fleet)));
        Assert.Equal("gone", await fleet.ShellAsync("rs2000", "test -e .platform/lock || echo gone"));
        await docker.LetGoAsync();
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal(1, await docker.UpsAsync(fleet));
    }

    [Fact]
    public async Task The_lock_of_another_machine_holds_until_its_lease_is_over()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        var plan = await fleet.PlanAsync();
        await fleet.ShellAsync("rs2000", "mkdir -p .platform; printf '%s\\n' token $(($(date +%s) + 600)) another-boot/1/1 mallory@elsewhere $(date +%s) plan >.platform/lock");
        var before = await fleet.InspectAsync("web");
        var refused = await fleet.ApplyAsync(plan);
        refused.AssertExit(6);
        Assert.Contains("locked by mallory@elsewhere since", refused.Said, StringComparison.Ordinal);
        Assert.Equal(before, await fleet.InspectAsync("web"));
        await fleet.ShellAsync("rs2000", "sed -i \"2s/.*/$(($(date +%s) - 1))/\" .platform/lock");
        (await fleet.ApplyAsync(plan)).AssertExit(0);
    }

    [Fact]
    public async Task A_lock_with_an_absurd_expiry_is_a_lock()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        var plan = await fleet.PlanAsync();
        var before = await fleet.InspectAsync("web");
        // Beyond what a shell can count, octal to some, no number at all, and a command.
        string[] absurd = ["99999999999999999999", "9223372036854775808", "9999999999", "00000000000000000001", "0999999999", "-1", "1e30", "tomorrow", " ", "$(touch .platform/ran)"];
        foreach (var expiry in absurd)
        {
            await fleet.ShellAsync("rs2000", $"mkdir -p .platform; printf '%s\\n' token '{expiry}' another-boot/1/1 mallory@elsewhere $(date +%s) plan >.platform/lock");
            var refused = await fleet.ApplyAsync(plan);
            Assert.True(refused.ExitCode == 6, $"{expiry}: {refused.Result}");
            Assert.Contains("locked by mallory@elsewhere since", refused.Said, StringComparison.Ordinal);
            Assert.Contains($"remove {fleet.Directory}/.platform/lock", refused.Said, StringComparison.Ordinal);
        }

        Assert.Equal(before, await fleet.InspectAsync("web"));
        Assert.Equal("", await fleet.ShellAsync("rs2000", "ls .platform/ran 2>/dev/null || :; rm .platform/lock"));
        (await fleet.ApplyAsync(plan)).AssertExit(0);
    }

    [Fact]
    public async Task A_lock_that_nobody_can_read_is_nobodys()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        var plan = await fleet.PlanAsync();
        await fleet.ShellAsync("rs2000", "mkdir -p .platform; echo '$(id) \"; garbage' >.platform/lock");
        (await fleet.ApplyAsync(plan)).AssertExit(0);
    }
}
