using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>What <c>hosts.yaml</c> says of mirrors, of deployers' labels and of where an engine listens, on a real host.</summary>
public sealed class LiveConventionTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Mirror = "mirror.lan/ghcr/plastic-labs/honcho";

    [Fact]
    public async Task An_image_of_a_mirror_is_the_one_it_serves_where_the_inventory_says_so()
    {
        hosts.SkipIfDown();
        var web = new Service("web");
        await hosts.DockerAsync("rs2000", $"pull -q {web.Image}");
        await hosts.DockerAsync("rs2000", $"tag {web.Image} {Mirror}:{Service.New}");
        try
        {
            await using var fleet = await ApplyFleet.RunningAsync(hosts, web with { Written = $"{Mirror}:{Service.New}" });
            var drift = await fleet.DriftAsync();
            Assert.Equal(["ARTIFACT_COMPOSE_DISAGREE", "IMAGE_REPOSITORY_MISMATCH"], drift.DriftOf("web").Order(StringComparer.Ordinal));
            Assert.Contains("the content is the same: it has the declared digest", drift.ToString(), StringComparison.Ordinal);
            Assert.Equal(1, (await Command.PlatformctlAsync(fleet.Root, "validate", "all")).ExitCode);

            await SayAsync(fleet, "registry_aliases: { mirror.lan/ghcr: ghcr.io }");
            drift = await fleet.DriftAsync();
            Assert.Equal((0, "InSync"), (drift.ExitCode, drift.StatusOf("web")));
            Assert.Equal(0, (await Command.PlatformctlAsync(fleet.Root, "validate", "all")).ExitCode);
        }
        finally
        {
            await hosts.DockerAsync("rs2000", $"rmi {Mirror}:{Service.New}");
        }
    }

    [Fact]
    public async Task Labels_of_deployers_are_no_drift_where_the_inventory_says_so()
    {
        var web = new Service("web") { More = ["labels: { cd.doco.deployed: now, other: one }"] };
        await using var fleet = await ApplyFleet.RunningAsync(hosts, web);
        var plain = web with { More = ["labels: { other: one }"] };
        await fleet.DeclareAsync(plain);
        await fleet.CopyAsync(plain);
        Assert.Equal(["LABELS_MISMATCH"], (await fleet.DriftAsync()).DriftOf("web"));
        await SayAsync(fleet, "ignore_labels: [cd.doco.]");
        Assert.Equal("InSync", (await fleet.DriftAsync()).StatusOf("web"));

        var declared = web with { More = ["labels: { cd.doco.deployed: then, other: one }"] };
        await fleet.DeclareAsync(declared);
        await fleet.CopyAsync(declared);
        Assert.Equal(["LABELS_MISMATCH"], (await fleet.DriftAsync()).DriftOf("web"));
    }

    [Fact]
    public async Task An_engine_is_looked_at_and_changed_where_the_inventory_says_that_it_listens()
    {
        var web = new Service("web") { Tag = Service.Old };
        await using var fleet = await ApplyFleet.RunningAsync(hosts, web);
        await hosts.ScriptAsync("inside", "rs2000", "sh", "-c", $"ln -s \"$(readlink -f /var/run/docker.sock)\" /srv/{fleet.Name}.sock");
        await SayOfHostAsync(fleet, "docker_host: unix:///nowhere/docker.sock");
        var drift = await fleet.DriftAsync();
        Assert.Equal((5, "Unreachable"), (drift.ExitCode, drift.StatusOf("web")));

        await SayOfHostAsync(fleet, $"docker_host: unix:///srv/{fleet.Name}.sock");
        Assert.Equal("InSync", (await fleet.DriftAsync()).StatusOf("web"));
        await fleet.DeclareAsync(web with { Tag = Service.New });
        (await fleet.ApplyAsync(await fleet.PlanAsync())).AssertExit(0);
        Assert.Equal("InSync", (await fleet.DriftAsync()).StatusOf("web"));
        await hosts.ScriptAsync("inside", "rs2000", "rm", $"/srv/{fleet.Name}.sock");
    }

    private static async Task SayAsync(ApplyFleet fleet, string line)
    {
        await fleet.InventoryAsync();
        await fleet.WriteAsync("hosts.yaml", line + "\n" + await File.ReadAllTextAsync(fleet.PathOf("hosts.yaml"), TestContext.Current.CancellationToken));
    }

    private static async Task SayOfHostAsync(ApplyFleet fleet, string entry)
    {
        await fleet.InventoryAsync();
        var text = await File.ReadAllTextAsync(fleet.PathOf("hosts.yaml"), TestContext.Current.CancellationToken);
        await fleet.WriteAsync("hosts.yaml", text.Replace("rs2000: { transport: ssh,", $"rs2000: {{ transport: ssh, {entry},", StringComparison.Ordinal));
    }
}
