namespace Platform.EndToEnd;

/// <summary>Which hosts can be reached, at what cost, and what the exit code says of it.</summary>
public sealed class LiveReachTests(LiveHosts hosts) : IClassFixture<LiveHosts>, IAsyncLifetime
{
    // Nothing listens on the discard port of the loopback.
    private const string Refusing = "{ transport: ssh, destination: 127.0.0.1, port: 9 }";

    public async ValueTask InitializeAsync()
    {
        await hosts.DeployAsync();
        await hosts.InventoryAsync(("rs2000", hosts.Ssh("rs2000")), ("vps1000", hosts.Ssh("vps1000")));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task No_host_reachable_exits_5()
    {
        await hosts.InventoryAsync(("rs2000", Refusing), ("vps1000", Refusing));
        var drift = await hosts.DriftAsync();
        Assert.Equal(5, drift.ExitCode);
        Assert.Equal("Unreachable", drift.StatusOf("honcho-api"));
        Assert.Equal("Skipped", drift.StatusOf("tailscale"));
        Assert.Equal("ConnectionRefused", Failure(drift, "rs2000"));
    }

    [Fact]
    public async Task Some_hosts_unreachable_exits_8_and_the_drift_of_the_others_is_there()
    {
        await hosts.InventoryAsync(("rs2000", hosts.Ssh("rs2000")), ("vps1000", Refusing));
        var drift = await hosts.DriftAsync();
        Assert.Equal(8, drift.ExitCode);
        Assert.Equal(["honcho-api"], drift.Drifted);
        Assert.Equal("Unreachable", drift.StatusOf("edge"));
    }

    [Fact]
    public async Task A_host_costs_one_connection_whatever_the_number_of_its_modules()
    {
        var before = hosts.ConnectionsTo("rs2000");
        var drift = await hosts.DriftAsync();
        Assert.Equal(2, drift.ExitCode);
        Assert.Equal(before + 1, hosts.ConnectionsTo("rs2000"));
    }

    [Fact]
    public async Task A_stopped_daemon_is_told_from_an_unreachable_host()
    {
        await hosts.ScriptAsync("inside", "vps1000", "test-service", "engine", "stop");
        try
        {
            var drift = await hosts.DriftAsync();
            Assert.Equal(8, drift.ExitCode);
            Assert.Equal("DockerDaemonDown", Failure(drift, "vps1000"));
        }
        finally
        {
            await hosts.ScriptAsync("inside", "vps1000", "test-service", "engine", "start");
        }
    }

    [Fact]
    public async Task An_account_without_docker_rights_is_told()
    {
        await hosts.InventoryAsync(("rs2000", hosts.Ssh("nodocker@rs2000")), ("vps1000", hosts.Ssh("vps1000")));
        Assert.Equal("DockerNotPermitted", Failure(await hosts.DriftAsync("redis", "edge"), "rs2000"));
    }

    [Fact]
    public async Task An_unknown_host_key_is_refused_and_told()
    {
        await hosts.InventoryAsync(
            ("rs2000", hosts.Ssh("rs2000").Replace($"-F, {hosts.SshConfig}", $"-F, {hosts.SshConfig}, -o, UserKnownHostsFile=/dev/null", StringComparison.Ordinal)),
            ("vps1000", hosts.Ssh("vps1000")));
        var drift = await hosts.DriftAsync("redis");
        Assert.Equal(5, drift.ExitCode);
        Assert.Equal("HostKeyUnknown", Failure(drift, "rs2000"));
    }

    [Fact] // R2.7
    public async Task Looking_leaves_the_host_as_it_was()
    {
        var (before, temporary) = (await StateAsync(), await TemporaryFilesAsync());
        await hosts.DriftAsync();
        Assert.Equal(0, (await Command.PlatformctlAsync(hosts.Root, "snapshot", "rs2000")).ExitCode);
        Assert.Equal(0, (await Command.PlatformctlAsync(hosts.Root, "hosts")).ExitCode);
        Assert.Equal(before, await StateAsync());
        // What an earlier test left there may go meanwhile; nothing may come.
        Assert.Empty((await TemporaryFilesAsync()).Except(temporary, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Hosts_shows_versions_clock_and_latency()
    {
        var result = await Command.PlatformctlAsync(hosts.Root, "hosts");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Matches(@"(?m)^rs2000 +reachable +\d+\.\d+\.\S+ +\d+\.\d+\.\S+ +ok +\d+ ms$", result.Output);
    }

    private static string? Failure(DriftDocument drift, string host) => drift.Root.GetProperty("hosts").EnumerateArray()
        .Single(h => h.GetProperty("host").GetString() == host).GetProperty("failure").GetProperty("reason").GetString();

    /// <summary>Containers, images, networks, volumes and files of a host, but for health probes that go on by themselves.</summary>
    private async Task<string> StateAsync() => string.Join('\n',
        await hosts.DockerAsync("rs2000", "ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.Image}} {{.CreatedAt}}'"),
        await hosts.DockerAsync("rs2000", "inspect --format '{{.Id}} {{.State.StartedAt}} {{.RestartCount}}' $(docker ps -aq)"),
        await hosts.DockerAsync("rs2000", "images -a --no-trunc | sort"),
        await hosts.DockerAsync("rs2000", "network ls --no-trunc"),
        await hosts.DockerAsync("rs2000", "volume ls"),
        await hosts.ScriptAsync("inside", "rs2000", "sh", "-c", "find /srv /home /root -type f -exec md5sum {} + | sort -k 2"));

    /// <summary>
    /// What lies in the host's /tmp. The engine leaves a file there for as long as each health probe takes
    /// (<c>runc-process…</c>), and any file may go between being found and being read.
    /// </summary>
    private async Task<string[]> TemporaryFilesAsync() =>
        (await hosts.ScriptAsync("inside", "rs2000", "sh", "-c", "find /tmp -type f ! -name 'runc-process*' -exec sh -c 'for f; do md5sum \"$f\" || [ ! -e \"$f\" ] || exit 1; done' - {} +"))
            .Split('\n');
}
