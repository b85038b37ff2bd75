namespace Platform.EndToEnd.Applying;

/// <summary>Whoever shares the network or the processes of a container is recreated with it, and keeps them.</summary>
public sealed class DependentTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private static readonly Service Owner = new("vpn") { Stack = "both", Network = "networks: [default]" };

    private static readonly Service[] Sharing =
    [
        new("app") { Stack = "both", Network = "network_mode: service:vpn" }, new("probe") { Stack = "both", More = ["pid: service:vpn"] },
    ];

    [Fact]
    public async Task The_owner_of_a_namespace_is_replaced_or_made_with_all_that_share_it()
    {
        await using var fleet = await RunningAsync();
        var replaced = await fleet.PlanAsync();
        Assert.Equal(["vpn Recreate", "app Recreate", "probe Recreate"], replaced.Changes.Where(c => !c.EndsWith("Pull", StringComparison.Ordinal)));
        (await fleet.ApplyAsync(replaced)).AssertExit(0);
        await AssertSharedAsync(fleet, Service.New);

        await fleet.ShellAsync("rs2000", $"docker rm -f {fleet.Container("vpn")}");
        var made = await fleet.PlanAsync();
        Assert.Equal(["vpn Create", "app Recreate", "probe Recreate"], made.Changes.Where(c => !c.EndsWith("Pull", StringComparison.Ordinal)));
        (await fleet.ApplyAsync(made)).AssertExit(0);
        await AssertSharedAsync(fleet, Service.New);
    }

    [Fact]
    public async Task An_owner_that_is_put_back_is_put_back_with_all_that_share_with_it()
    {
        await using var fleet = await RunningAsync(Service.Sick);
        var failed = await fleet.ApplyAsync(await fleet.PlanAsync(), "--health-timeout", "5s");
        await AssertSharedAsync(fleet, Service.Old);
        failed.AssertExit(9);
    }

    [Fact]
    public async Task Of_an_owner_whose_dependents_no_module_declares_nothing_is_planned()
    {
        await using var fleet = await RunningAsync();
        await fleet.ShellAsync("rs2000", $"docker run -d --name {fleet.Container("stranger")} --network container:{fleet.Container("vpn")} --label com.docker.compose.project={fleet.Name} {Owner.Image}");
        Assert.Contains($"{fleet.Container("stranger")} depends on the container that would be replaced", (await fleet.PlanAsync()).BlockedOf("vpn"), StringComparison.Ordinal);
        Assert.Contains("app", (await fleet.PlanAsync("vpn")).BlockedOf("vpn"), StringComparison.Ordinal);
    }

    /// <summary>All three run; the root, and the file on the host, say another release of the owner.</summary>
    private async Task<ApplyFleet> RunningAsync(string tag = Service.New)
    {
        var fleet = await ApplyFleet.RunningAsync(hosts, [Owner with { Tag = Service.Old }, .. Sharing]);
        await fleet.DeclareAsync(Owner with { Tag = tag });
        await fleet.CopyAsync(Owner with { Tag = tag });
        return fleet;
    }

    private static async Task AssertSharedAsync(ApplyFleet fleet, string tag)
    {
        var id = await fleet.InspectAsync("vpn", "{{.Id}}");
        Assert.Equal($"container:{id} running", await fleet.InspectAsync("app", "{{.HostConfig.NetworkMode}} {{.State.Status}}"));
        Assert.Equal($"container:{id} running", await fleet.InspectAsync("probe", "{{.HostConfig.PidMode}} {{.State.Status}}"));
        Assert.EndsWith($"{tag} running", await fleet.InspectAsync("vpn"), StringComparison.Ordinal);
        Assert.Contains("eth0", await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("app")} cat /proc/net/dev"), StringComparison.Ordinal);
        Assert.DoesNotContain("NAMESPACE_STALE", (await fleet.DriftAsync()).ToString(), StringComparison.Ordinal);
    }
}
