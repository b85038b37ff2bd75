using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>The test hosts by SSH.NET: what is seen and what is changed is what OpenSSH sees and changes.</summary>
public sealed class LiveSshNetTests(LiveHosts hosts) : IClassFixture<LiveHosts>, IAsyncLifetime
{
    private const string Fallback = "there is no ssh client on PATH";

    public async ValueTask InitializeAsync() => await hosts.DeployAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_drift_it_sees_is_that_which_OpenSSH_sees_for_one_connection_a_host()
    {
        await hosts.InventoryAsync(("rs2000", hosts.Ssh("rs2000")), ("vps1000", hosts.Ssh("vps1000")));
        var expected = await hosts.DriftAsync();
        Assert.Equal(2, expected.ExitCode);

        await hosts.InventoryAsync(("rs2000", SshNet("rs2000")), ("vps1000", SshNet("vps1000")));
        var before = hosts.ConnectionsTo("rs2000");
        var seen = await hosts.DriftAsync();
        Assert.Equal(before + 1, hosts.ConnectionsTo("rs2000"));
        Assert.Equal(Verdicts(expected), Verdicts(seen));
        Assert.Equal(expected.ExitCode, seen.ExitCode);
    }

    [Fact]
    public async Task An_approved_plan_is_applied_over_it()
    {
        await hosts.InventoryAsync(("rs2000", SshNet("rs2000")), ("vps1000", SshNet("vps1000")));
        hosts.Changed();
        var file = Path.Combine(hosts.Root, "plan.json");
        var plan = await Command.PlatformctlAsync(hosts.Root, "plan", "honcho-api", "--out", file);
        Assert.True(plan.ExitCode == 1, plan.ToString());
        var applied = await Command.PlatformctlAsync(hosts.Root, "apply", file, "--approved", new PlanFile(plan.ExitCode, file).Id);
        Assert.True(applied.ExitCode == 0, applied.ToString());
        Assert.Equal("InSync", (await hosts.DriftAsync("honcho-api")).StatusOf("honcho-api"));
    }

    [Fact]
    public async Task Without_an_ssh_client_it_stands_in_and_says_so_once()
    {
        await hosts.KeepDeployedAsync();
        var home = Directory.CreateDirectory(Path.Combine(hosts.Root, "..", "home", ".ssh")).Parent!.FullName;
        File.Copy(Path.Combine(hosts.Setting("PLATFORM_TEST_HOSTS"), "known_hosts"), Path.Combine(home, ".ssh", "known_hosts"), overwrite: true);
        File.Copy(hosts.Setting("RS2000_CLIENT_KEY"), Path.Combine(home, ".ssh", "id_ed25519"), overwrite: true);
        await hosts.InventoryAsync(("rs2000", $"{{ transport: ssh, destination: ops@127.0.0.1, port: {hosts.Setting("RS2000_PORT")}, platform_dir: /srv/platform }}"), ("vps1000", hosts.Ssh("vps1000")));

        var empty = Directory.CreateDirectory(Path.Combine(hosts.Root, "..", "bin")).FullName;
        Dictionary<string, string?> environment = new(StringComparer.Ordinal) { ["PATH"] = empty, ["HOME"] = home, ["SSH_AUTH_SOCK"] = null };
        var result = await Command.RunAsync(Repository.Platformctl, ["drift-check", "honcho-api", "redis", "--root", hosts.Root], Repository.Path, environment);
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("image.tag: expected 3.0.6, actual 3.0.3", result.Output, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n'), line => line.StartsWith(Fallback, StringComparison.Ordinal));

        // An alias of ssh_config would be taken for a name: it is refused with its place.
        var config = Path.Combine(home, ".ssh", "config");
        await File.WriteAllTextAsync(config, "Host 127.0.0.1\n  ProxyJump bastion\n", TestContext.Current.CancellationToken);
        var refused = await Command.RunAsync(Repository.Platformctl, ["drift-check", "redis", "--root", hosts.Root], Repository.Path, environment);
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains($"{config}:2 sets ProxyJump", refused.Output + refused.Error, StringComparison.Ordinal);
    }

    private string SshNet(string host) =>
        $"{{ transport: sshnet, destination: ops@127.0.0.1, port: {hosts.Setting(host.ToUpperInvariant() + "_PORT")}, identity_file: {hosts.Setting(host.ToUpperInvariant() + "_CLIENT_KEY")}, " +
        $"known_hosts: {hosts.Setting("PLATFORM_TEST_HOSTS")}/known_hosts, platform_dir: /srv/platform }}";

    /// <summary>Each module with its status and the codes and fields of its findings.</summary>
    private static string[] Verdicts(DriftDocument drift) =>
    [
        .. drift.Root.GetProperty("modules").EnumerateArray().Select(module =>
            $"{module.GetProperty("module")} {module.GetProperty("status")} {string.Join(' ', module.GetProperty("findings").EnumerateArray().Select(f => $"{f.GetProperty("code")}:{f.GetProperty("message")}"))}"),
    ];
}
