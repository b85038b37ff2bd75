namespace Platform.EndToEnd;

/// <summary>Drift on real hosts: the sample fleet deployed, and then changed by hand.</summary>
public sealed class LiveDriftTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Container = "home-platform-honcho-redis-1";

    [Fact] // R2.5
    public async Task The_known_case_is_found()
    {
        await hosts.DeployAsync();
        var drift = await hosts.DriftAsync();
        Assert.Equal(2, drift.ExitCode);
        Assert.Equal(["honcho-api"], drift.Drifted);
        var finding = drift.Module("honcho-api").GetProperty("findings")[0];
        Assert.Equal("IMAGE_TAG_MISMATCH", finding.GetProperty("code").GetString());
        Assert.Equal(("3.0.6", "3.0.3"), (finding.GetProperty("expected").GetString(), finding.GetProperty("actual").GetString()));
        Assert.Equal("Unverified", drift.StatusOf("embeddings"));
        Assert.Equal("Unverified", drift.StatusOf("mirotalk-admin"));
        Assert.Equal("Skipped", drift.StatusOf("tailscale"));
        Assert.Equal("InSync", drift.StatusOf("stirling-pdf"));
    }

    [Fact]
    public async Task A_fleet_that_runs_what_it_declares_exits_0_and_under_strict_2()
    {
        await hosts.DeployAsync("--as-declared");
        var drift = await hosts.DriftAsync();
        Assert.Empty(drift.Drifted);
        Assert.Equal(0, drift.ExitCode);
        Assert.Equal(2, (await hosts.DriftAsync("--strict")).ExitCode);
        Assert.Equal(0, (await hosts.DriftAsync("--strict", "postgres", "honcho-api")).ExitCode);
    }

    [Theory]
    [InlineData("stop " + Container, "STATE_MISMATCH")]
    [InlineData("pause " + Container, "STATE_MISMATCH")]
    [InlineData("rm -f " + Container, "CONTAINER_MISSING")]
    [InlineData("rename " + Container + " honcho-redis-old", "CONTAINER_NAME_MISMATCH")]
    public async Task A_change_made_by_hand_is_found(string command, string code)
    {
        await hosts.DeployAsync();
        Assert.Equal("InSync", (await hosts.DriftAsync("honcho-redis")).StatusOf("honcho-redis"));
        await hosts.DockerAsync("rs2000", command);
        var drift = await hosts.DriftAsync("honcho-redis");
        Assert.Equal(2, drift.ExitCode);
        Assert.Equal([code], drift.DriftOf("honcho-redis"));
        if (command.StartsWith("pause", StringComparison.Ordinal)) await hosts.DockerAsync("rs2000", "unpause " + Container);
    }

    [Fact]
    public async Task A_module_stopped_on_purpose_that_runs_is_found()
    {
        await hosts.DeployAsync();
        await hosts.DockerAsync("rs2000", "start home-platform-stirling-pdf-1");
        Assert.Equal(["STATE_MISMATCH"], (await hosts.DriftAsync("stirling-pdf")).DriftOf("stirling-pdf"));
    }

    [Fact]
    public async Task A_container_made_from_another_image_under_the_same_tag_is_found_by_its_digest()
    {
        await hosts.DeployAsync();
        var reference = await hosts.DockerAsync("rs2000", $"inspect --format '{{{{.Config.Image}}}}' {Container}");
        await hosts.DockerAsync("rs2000", "pull -q redis:7.2");
        await hosts.DockerAsync("rs2000", $"tag redis:7.2 {reference}");
        await ReplaceAsync(Container, reference, "honcho-redis");
        Assert.Equal(["IMAGE_DIGEST_MISMATCH"], (await hosts.DriftAsync("honcho-redis")).DriftOf("honcho-redis"));
    }

    [Fact]
    public async Task A_tag_moved_on_the_host_changes_nothing_for_the_container_that_runs()
    {
        await hosts.DeployAsync();
        var reference = await hosts.DockerAsync("rs2000", $"inspect --format '{{{{.Config.Image}}}}' {Container}");
        await hosts.DockerAsync("rs2000", "pull -q redis:7.2");
        await hosts.DockerAsync("rs2000", $"tag redis:7.2 {reference}");
        Assert.Equal("InSync", (await hosts.DriftAsync("honcho-redis")).StatusOf("honcho-redis"));
    }

    [Fact]
    public async Task A_container_made_by_hand_under_the_right_name_lacks_the_labels()
    {
        await hosts.DeployAsync();
        var reference = await hosts.DockerAsync("rs2000", $"inspect --format '{{{{.Config.Image}}}}' {Container}");
        await hosts.DockerAsync("rs2000", $"rm -f {Container}");
        await hosts.DockerAsync("rs2000", $"run -d --name {Container} {reference}");
        Assert.Equal(
            ["COMPOSE_PROJECT_MISMATCH", "COMPOSE_SERVICE_MISMATCH"], (await hosts.DriftAsync("honcho-redis")).DriftOf("honcho-redis"));
    }

    [Fact]
    public async Task A_second_container_of_the_service_is_found()
    {
        await hosts.DeployAsync();
        var reference = await hosts.DockerAsync("rs2000", $"inspect --format '{{{{.Config.Image}}}}' {Container}");
        await RunOfServiceAsync("home-platform-honcho-redis-2", reference, "honcho-redis", number: 2);
        Assert.Equal(["CONTAINER_DUPLICATE"], (await hosts.DriftAsync("honcho-redis")).DriftOf("honcho-redis"));
    }

    [Fact]
    public async Task A_container_that_keeps_crashing_is_called_a_restart_loop()
    {
        await hosts.DeployAsync();
        await hosts.DockerAsync("rs2000", "pull -q ghcr.io/plastic-labs/honcho:3.0.7-crash");
        await hosts.DockerAsync("rs2000", "tag ghcr.io/plastic-labs/honcho:3.0.7-crash ghcr.io/plastic-labs/honcho:3.0.6");
        await hosts.DockerAsync("rs2000", "rm -f home-platform-honcho-api-1");
        await RunOfServiceAsync("home-platform-honcho-api-1", "ghcr.io/plastic-labs/honcho:3.0.6", "honcho-api", 1, "--restart always");
        await UntilAsync(async () => int.Parse(
            await hosts.DockerAsync("rs2000", "inspect --format '{{.RestartCount}}' home-platform-honcho-api-1"), null) >= 3);
        Assert.Contains("RESTART_LOOP", (await hosts.DriftAsync("honcho-api")).DriftOf("honcho-api"));
    }

    [Fact]
    public async Task A_failing_health_check_is_found()
    {
        await hosts.DeployAsync();
        var reference = await hosts.DockerAsync("rs2000", $"inspect --format '{{{{.Config.Image}}}}' {Container}");
        await hosts.DockerAsync("rs2000", $"rm -f {Container}");
        await RunOfServiceAsync(
            Container, reference, "honcho-redis", 1, "--health-cmd false --health-interval 200ms --health-retries 1");
        await UntilAsync(async () => await hosts.DockerAsync("rs2000", $"inspect --format '{{{{.State.Health.Status}}}}' {Container}") == "unhealthy");
        Assert.Equal(["UNHEALTHY"], (await hosts.DriftAsync("honcho-redis")).DriftOf("honcho-redis"));
    }

    [Fact]
    public async Task A_recorded_snapshot_gives_the_verdicts_of_the_host()
    {
        await hosts.DeployAsync();
        var live = await hosts.DriftAsync();
        await SnapshotAsync("rs2000");
        await SnapshotAsync("vps1000");
        await hosts.InventoryAsync(
            ("rs2000", "{ transport: recorded, snapshot: rs2000.json }"), ("vps1000", "{ transport: recorded, snapshot: vps1000.json }"));
        try
        {
            var recorded = await hosts.DriftAsync();
            Assert.Equal(live.ExitCode, recorded.ExitCode);
            foreach (var module in live.Root.GetProperty("modules").EnumerateArray())
            {
                var id = module.GetProperty("module").GetString()!;
                Assert.Equal(module.GetProperty("status").GetString(), recorded.StatusOf(id));
                Assert.Equal(module.GetProperty("findings").GetRawText(), recorded.Module(id).GetProperty("findings").GetRawText());
            }
        }
        finally
        {
            await hosts.InventoryAsync(("rs2000", hosts.Ssh("rs2000")), ("vps1000", hosts.Ssh("vps1000")));
        }
    }

    private async Task SnapshotAsync(string host)
    {
        var path = Path.Combine(hosts.Root, host + ".json");
        var result = await Command.PlatformctlAsync(hosts.Root, "snapshot", host, "--out", path);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("redis://honcho-redis", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task ReplaceAsync(string container, string image, string service)
    {
        await hosts.DockerAsync("rs2000", $"rm -f {container}");
        await RunOfServiceAsync(container, image, service, 1);
    }

    private Task RunOfServiceAsync(string container, string image, string service, int number, string more = "") => hosts.DockerAsync(
        "rs2000",
        $"run -d --name {container} --label com.docker.compose.project=home-platform --label com.docker.compose.service={service} " +
        $"--label com.docker.compose.container-number={number} --label com.docker.compose.oneoff=False {more} {image}");

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await condition()) return;
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Fail("it did not happen within 20 seconds");
    }
}
