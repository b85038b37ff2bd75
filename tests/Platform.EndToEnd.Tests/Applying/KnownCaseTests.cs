namespace Platform.EndToEnd.Applying;

/// <summary>R2.5's case brought to its end: planned, approved, applied, verified, and not applied a second time.</summary>
public sealed class KnownCaseTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Container = "home-platform-honcho-api-1";

    [Fact]
    public async Task The_known_case_is_planned_approved_applied_and_stays_applied()
    {
        await hosts.DeployAsync();
        var path = Path.Combine(hosts.Root, "plan.json");
        var planned = await Command.PlatformctlAsync(hosts.Root, "plan", "--out", path);
        Assert.Equal(1, planned.ExitCode);
        var plan = new PlanFile(planned.ExitCode, path);
        Assert.Equal(["honcho-api Pull", "honcho-api Recreate"], plan.Changes);
        Assert.Contains($"apply {path} --approved {plan.Id}", planned.Output, StringComparison.Ordinal);

        var before = await IdAsync();
        var applied = await ApplyAsync(plan);
        applied.AssertExit(0);
        applied.AssertStatuses("Applied", "Applied");
        var after = await IdAsync();
        Assert.NotEqual(before, after);
        var drift = await hosts.DriftAsync();
        Assert.Equal((0, "InSync"), (drift.ExitCode, drift.StatusOf("honcho-api")));
        Assert.Equal("ProvenEqual", drift.Module("honcho-api").GetProperty("live").GetProperty("containers")[0].GetProperty("digestCertainty").GetString());
        var journal = await Command.PlatformctlAsync(hosts.Root, "journal", "--verify");
        Assert.True(journal.ExitCode == 0, journal.ToString());
        Assert.Equal(0, (await Command.PlatformctlAsync(hosts.Root, "plan")).ExitCode);

        var connections = hosts.ConnectionsTo("rs2000");
        var again = await ApplyAsync(plan);
        again.AssertExit(0);
        again.AssertStatuses("AlreadyApplied", "AlreadyApplied");
        Assert.Equal(connections + 1, hosts.ConnectionsTo("rs2000"));
        Assert.Equal(after, await IdAsync());
        Assert.Equal(journal.Output, (await Command.PlatformctlAsync(hosts.Root, "journal", "--verify")).Output);

        await hosts.DockerAsync("rs2000", "stop " + Container);
        var drifted = await ApplyAsync(plan);
        drifted.AssertExit(3);
        Assert.Contains("has drifted since", drifted.Said, StringComparison.Ordinal);
    }

    private async Task<ApplyOutcome> ApplyAsync(PlanFile plan) =>
        ApplyOutcome.Of(await Command.PlatformctlAsync(hosts.Root, "apply", plan.Path, "--approved", plan.Id, "--json"));

    private Task<string> IdAsync() => hosts.DockerAsync("rs2000", $"inspect --format '{{{{.Id}}}}' {Container}");
}
