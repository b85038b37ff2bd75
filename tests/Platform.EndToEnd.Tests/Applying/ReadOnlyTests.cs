namespace Platform.EndToEnd.Applying;

/// <summary>Verbs that only look leave the hosts byte for byte as they were, also where there would be much to do.</summary>
public sealed class ReadOnlyTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    [Fact]
    public async Task Looking_and_planning_change_nothing()
    {
        Service[] services = [new("web"), new("edge") { Host = "vps1000" }];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, [.. services.Select(s => s with { Tag = Service.Old })]);
        await fleet.DeclareAsync(services);
        var before = await StateAsync(fleet);
        var plan = await fleet.PlanAsync("--prune");
        Assert.Equal(6, plan.Changes.Count());
        (string[] Arguments, int ExitCode)[] verbs =
        [
            (["validate"], 0), (["drift-check"], 2), (["hosts"], 0), (["snapshot", "rs2000"], 0), (["plan"], 1), (["journal", "--verify"], 0),
            (["apply", plan.Path, "--approved", plan.Id, "--dry-run"], 0), (["apply", plan.Path], 4),
        ];
        foreach (var (arguments, exitCode) in verbs)
        {
            var result = await Command.PlatformctlAsync(fleet.Root, arguments);
            Assert.True(result.ExitCode == exitCode, $"{arguments[0]}: {result}");
            if (arguments[^1] == "--dry-run") Assert.Contains("docker pull", result.Output, StringComparison.Ordinal);
        }

        Assert.Equal(before, await StateAsync(fleet));
        Assert.False(File.Exists(fleet.JournalPath));
    }

    private static async Task<string> StateAsync(ApplyFleet fleet) =>
        await fleet.StateAsync("rs2000") + "\n" + await fleet.StateAsync("vps1000");
}
