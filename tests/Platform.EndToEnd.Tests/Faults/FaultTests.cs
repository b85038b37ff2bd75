using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Platform.EndToEnd.Faults;

/// <summary>
/// The rows of docs/faults.md, each with the module status and exit codes it must give: rs2000 has the fault, vps1000 is
/// well. ssh, sshd and the engine are real; a fake is a process or a socket that misbehaves.
/// </summary>
public sealed class FaultTests(LiveHosts hosts) : IClassFixture<LiveHosts>, IAsyncLifetime
{
    /// <summary>Short where a limit is waited for, and roomy elsewhere: a busy machine is no fault.</summary>
    private const string Short = ", connect_timeout_seconds: 2, command_timeout_seconds: 3";

    private const string Roomy = ", connect_timeout_seconds: 30, command_timeout_seconds: 60";
    private const string Container = "home-platform-honcho-redis-1";

    // A bound on what 2 + 3 seconds, or a hundred megabytes, may come to on a busy machine, not a measure.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string _folder = "";

    public async ValueTask InitializeAsync()
    {
        await hosts.KeepDeployedAsync(); // skips where the hosts are down: nothing is disposed of then, so nothing may be there yet
        _folder = Directory.CreateTempSubdirectory("platform-fault-").FullName;
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(hosts.Root)) await InventoryAsync(hosts.Ssh("rs2000"));
        if (_folder.Length > 0) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public Task A_refused_port() => // nothing listens on the discard port
        AssertUnreachableAsync($"{{ transport: ssh, destination: 127.0.0.1, port: 9{Roomy} }}", "ConnectionRefused", "is sshd running");

    [Fact]
    public async Task A_black_hole()
    {
        await using var socket = FaultySocket.Silent();
        await AssertUnreachableAsync(Ssh("rs2000", $", port: {socket.Port}", timeouts: Short), "ConnectTimedOut", "did not answer within 2 s");
        Assert.Equal(2, socket.Connections);
    }

    [Fact]
    public async Task A_black_hole_does_not_hold_up_the_results_of_others()
    {
        await using var socket = FaultySocket.Silent();
        await InventoryAsync(Ssh("rs2000", $", port: {socket.Port}", timeouts: ", connect_timeout_seconds: 15"));
        var result = await Command.PlatformctlAsync(hosts.Root, "drift-check", "redis", "edge", "--throttle", "1");
        Assert.Equal(8, result.ExitCode);
        Assert.Matches(@"(?s)\nredis +rs2000 +Unreachable.*\nedge +vps1000 +InSync", result.Output); // in order, in a pipe

        // A terminal gets each host as it answers.
        var shown = await Command.RunAsync("script", ["-qec", $"{Repository.Platformctl} drift-check redis edge --no-color --root {hosts.Root}", "/dev/null"], hosts.Root, Command.Trusting(hosts.Root));
        Assert.Equal(8, shown.ExitCode);
        Assert.Matches(@"(?s)edge +vps1000 +InSync.*redis +rs2000 +Unreachable", shown.Output);
    }

    [Fact]
    public Task A_name_that_does_not_resolve() =>
        AssertUnreachableAsync(Ssh("no-such-host.invalid"), "NameNotResolved", "does not resolve");

    [Fact] // a network namespace of its own has no route, not even to the loopback
    public Task A_network_without_a_route() => AssertUnreachableAsync(
        $"{{ transport: ssh, destination: rs2000, ssh_command: [unshare, --net, ssh, -F, {hosts.SshConfig}]{Roomy} }}",
        "NetworkUnreachable", "cannot be reached over the network", detail: "Network is unreachable");

    [Fact]
    public async Task A_connection_that_is_reset()
    {
        await using var socket = FaultySocket.Resetting();
        await AssertUnreachableAsync(
            Ssh("rs2000", $", port: {socket.Port}"), "NetworkUnreachable", "cannot be reached over the network", detail: "reset by peer");
    }

    [Fact]
    public Task An_unknown_host_key() =>
        AssertUnreachableAsync(Ssh("rs2000", options: "UserKnownHostsFile=/dev/null"), "HostKeyUnknown", "is not in known_hosts");

    [Fact]
    public async Task A_changed_host_key()
    {
        var known = Path.Combine(_folder, "known_hosts");
        await File.WriteAllLinesAsync(known, KnownHosts().Select(line => line.Replace(
            "[127.0.0.1]:" + hosts.Setting("VPS1000_PORT"), "[127.0.0.1]:" + hosts.Setting("RS2000_PORT"), StringComparison.Ordinal)).TakeLast(1), Token);
        await AssertUnreachableAsync(Ssh("rs2000", options: $"UserKnownHostsFile={known}"), "HostKeyChanged", "find out why");
    }

    [Fact]
    public async Task A_wrong_key()
    {
        var key = Path.Combine(_folder, "wrong_key");
        await Command.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key], _folder);
        var config = Path.Combine(_folder, "ssh_config");
        var good = await File.ReadAllTextAsync(hosts.SshConfig, Token);
        await File.WriteAllTextAsync(config, good.Replace(hosts.Setting("RS2000_CLIENT_KEY"), key, StringComparison.Ordinal), Token);
        await AssertUnreachableAsync(
            $"{{ transport: ssh, destination: rs2000, ssh_command: [ssh, -F, {config}]{Roomy} }}", "AuthenticationFailed", "did not accept any key");
    }

    [Fact]
    public Task An_account_without_docker_rights() =>
        AssertUnreachableAsync(Ssh("nodocker@rs2000"), "DockerNotPermitted", "add it to the docker group");

    [Fact]
    public async Task No_docker_at_all()
    {
        await InsideAsync("mv /usr/bin/docker /usr/bin/docker.away");
        try
        {
            await AssertUnreachableAsync(Ssh("rs2000"), "DockerMissing", "has no docker command");
        }
        finally
        {
            await InsideAsync("mv /usr/bin/docker.away /usr/bin/docker");
        }
    }

    [Fact]
    public async Task A_daemon_that_is_down()
    {
        await InsideAsync("test-service engine stop");
        try
        {
            await AssertUnreachableAsync(Ssh("rs2000"), "DockerDaemonDown", "is not running");
        }
        finally
        {
            hosts.Changed();
            await InsideAsync("test-service engine start; for i in $(seq 300); do docker version >/dev/null 2>&1 && break; sleep 0.1; done");
        }
    }

    [Fact]
    public async Task A_daemon_that_hangs()
    {
        await InsideAsync("test-service engine freeze");
        try
        {
            await AssertUnreachableAsync(Ssh("rs2000", timeouts: Short), "CommandTimedOut", "stuck?");
        }
        finally
        {
            await InsideAsync("test-service engine thaw");
        }
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_the_answer()
    {
        var port = int.Parse(hosts.Setting("RS2000_PORT"), CultureInfo.InvariantCulture);
        await using var socket = FaultySocket.CuttingAfter(16_000, port);
        await AssertUnreachableAsync(
            Ssh("rs2000", $", port: {socket.Port}", $"HostKeyAlias=[127.0.0.1]:{port}"), "ConnectionLost", "lost in the middle");
    }

    [Fact]
    public async Task An_ssh_that_is_killed() =>
        await AssertUnreachableAsync(await FakeAsync("kill -9 $$"), "ConnectionLost", "ended by signal 9");

    [Theory]
    [InlineData("| head -c 6000", "cut off")]
    [InlineData("| head -c 1", "cut off")]
    [InlineData("| sed 's/\"Id\":/\"Xd\":/'", "not what docker prints")]
    [InlineData("| sed 's/^sha256:[0-9a-f]* {/& {/'", "not what docker prints")]
    [InlineData("| sed '/^sha256:.*honcho-redis-1/d'", "not what docker prints")] // not CONTAINER_MISSING: nobody said it is gone
    [InlineData("| sed '/ begin images/,/ end images/d'", "not what docker prints")]
    [InlineData("| sed '/ begin networks/,/ end networks/d'", "not what docker prints")]
    [InlineData("| sed '/ begin volumes/,/ end volumes/d'", "not what docker prints")]
    [InlineData("| sed '/ end containers/d'", "cut off")]
    [InlineData("| LC_ALL=C sed 's/\"Status\":\"running\"/\"Status\":\"\\xff\"/'", "not what docker prints")]
    [InlineData("| awk '/ begin clock$/ { print; getline; print \"99999999999999999999\"; next } 1'", "not what docker prints")]
    [InlineData("> /dev/null", "cut off")]
    public async Task A_cut_or_garbled_answer(string after, string words) =>
        await AssertUnreachableAsync(await FakeAsync($"ssh -F {hosts.SshConfig} \"$@\" {after}"), "AnswerGarbled", words);

    [Fact]
    public async Task A_hundred_megabytes()
    {
        await AccountAsync("flood", "/bin/bash", "head -c 100000000 /dev/zero");
        await AssertUnreachableAsync(Ssh("flood@rs2000"), "OutputTooLarge", "64 MiB");
    }

    [Fact]
    public async Task A_host_that_sends_a_byte_a_second()
    {
        await using var socket = FaultySocket.Dripping();
        await AssertUnreachableAsync(Ssh("rs2000", $", port: {socket.Port}", timeouts: Short), "ConnectTimedOut", "did not answer within 2 s");
    }

    [Fact]
    public async Task An_answer_of_a_byte_a_second() =>
        await AssertUnreachableAsync(await FakeAsync("while :; do printf x; sleep 1; done", Short), "CommandTimedOut", "did not finish within 5 s");

    [Fact]
    public async Task A_command_that_says_nothing() =>
        await AssertUnreachableAsync(await FakeAsync("exec sleep 1000", Short), "CommandTimedOut", "not a byte");

    [Fact]
    public async Task An_account_that_may_not_log_in()
    {
        await AccountAsync("locked", "/usr/sbin/nologin", "");
        await AssertUnreachableAsync(Ssh("locked@rs2000"), "Other", "exit status 1", detail: "not available");
    }

    [Fact]
    public Task An_ssh_that_is_not_installed() =>
        AssertUnreachableAsync($"{{ transport: ssh, destination: rs2000, ssh_command: [no-such-ssh]{Roomy} }}", "ClientMissing", "is it installed");

    [Fact]
    public async Task Noise_before_the_frame_changes_nothing()
    {
        await AccountAsync("noisy", "/bin/bash", "printf 'Welcome\\n\\xff\\n\\nplatform-0 begin list\\n'; printf 'Last login\\n' >&2");
        await AssertWellAsync(Ssh("noisy@rs2000"));
    }

    [Theory]
    [InlineData("/usr/bin/fish")]
    [InlineData("/usr/bin/tcsh")]
    public async Task A_login_shell_that_is_not_posix_changes_nothing(string shell)
    {
        if (!File.Exists(shell)) Assert.Skip($"{shell} is not installed: run tests/hosts/install");
        await AccountAsync(Path.GetFileName(shell) + "er", shell, "");
        await AssertWellAsync(Ssh(Path.GetFileName(shell) + "er@rs2000"));
    }

    [Fact]
    public async Task A_container_that_disappears_between_listing_and_inspecting_is_missing()
    {
        await InsideAsync(
            $"printf '#!/bin/sh\\n[ \"$1 $2\" != \"container inspect\" ] || /usr/bin/docker rm -f {Container} >/dev/null\\nexec /usr/bin/docker \"$@\"\\n'" +
            " >/usr/local/bin/docker; chmod 755 /usr/local/bin/docker");
        try
        {
            await InventoryAsync(hosts.Ssh("rs2000"));
            var drift = await hosts.DriftAsync("honcho-redis", "redis");
            Assert.Equal(2, drift.ExitCode);
            Assert.Equal(["CONTAINER_MISSING"], drift.DriftOf("honcho-redis"));
            Assert.Equal("InSync", drift.StatusOf("redis"));
        }
        finally
        {
            hosts.Changed();
            await InsideAsync("rm /usr/local/bin/docker");
        }
    }

    [Theory]
    [InlineData("-10800")]
    [InlineData("86400")]
    public async Task A_clock_that_is_hours_off_is_shown_and_changes_no_verdict(string seconds)
    {
        var mapping = await FakeAsync(
            $"ssh -F {hosts.SshConfig} \"$@\" | awk '/ begin clock$/ {{ print; getline; printf \"%d\\n\", $0 + {seconds}; next }} 1'");
        await AssertWellAsync(mapping);
        var result = await Command.PlatformctlAsync(hosts.Root, "hosts", "--json");
        Assert.Equal(0, result.ExitCode);
        var host = JsonDocument.Parse(result.Output).RootElement.GetProperty("hosts")[0];
        Assert.InRange(host.GetProperty("clockOffsetSeconds").GetDouble() - double.Parse(seconds, CultureInfo.InvariantCulture), -20, 20);
        Assert.Matches($@"(?m)^rs2000 .* {(seconds[0] == '-' ? "-" : "\\+")}\d+ s ", (await Command.PlatformctlAsync(hosts.Root, "hosts")).Output);
    }

    /// <summary>One of two hosts, and the only one: the reason, the status, the exit codes, the time, and the host that is well.</summary>
    private async Task AssertUnreachableAsync(string mapping, string reason, string words, string? detail = null)
    {
        await InventoryAsync(mapping);
        var watch = Stopwatch.StartNew();
        var both = await hosts.DriftAsync("redis", "edge");
        var elapsed = watch.Elapsed;
        Assert.Equal((reason, 8), (both.FailureOf("rs2000").GetProperty("reason").GetString(), both.ExitCode));
        Assert.Contains(words, both.FailureOf("rs2000").GetProperty("message").GetString(), StringComparison.Ordinal);
        if (detail is not null) Assert.Contains(detail, both.FailureOf("rs2000").GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("Unreachable", both.StatusOf("redis"));
        Assert.Equal("HOST_UNREACHABLE", Assert.Single(both.Module("redis").GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal("InSync", both.StatusOf("edge"));
        Assert.True(elapsed < Longest, $"it took {elapsed}");
        Assert.Equal(5, (await hosts.DriftAsync("redis")).ExitCode);
    }

    private async Task AssertWellAsync(string mapping)
    {
        await InventoryAsync(mapping);
        var drift = await hosts.DriftAsync("redis", "edge");
        Assert.Equal((0, "InSync", "InSync"), (drift.ExitCode, drift.StatusOf("redis"), drift.StatusOf("edge")));
    }

    private Task InventoryAsync(string rs2000) => hosts.InventoryAsync(("rs2000", rs2000), ("vps1000", hosts.Ssh("vps1000")));

    private string Ssh(string destination, string more = "", string? options = null, string timeouts = Roomy) =>
        $"{{ transport: ssh, destination: {destination}, ssh_command: [ssh, -F, {hosts.SshConfig}{(options is null ? "" : $", -o, '{options}'")}]{timeouts}{more} }}";

    /// <summary>A script in the place of ssh, with ssh's arguments.</summary>
    private async Task<string> FakeAsync(string script, string timeouts = Roomy)
    {
        var path = Path.Combine(_folder, "fake");
        await File.WriteAllTextAsync(path, script + "\n", Token);
        return $"{{ transport: ssh, destination: rs2000, ssh_command: [sh, {path}]{timeouts} }}";
    }

    private IEnumerable<string> KnownHosts() => File.ReadLines(Path.Combine(Path.GetDirectoryName(hosts.SshConfig)!, "known_hosts"));

    /// <summary>An account on rs2000 with the key of the others, that may use docker.</summary>
    private Task AccountAsync(string name, string shell, string bashrc) => InsideAsync(
        $"id {name} >/dev/null 2>&1 || {{ useradd --create-home --shell {shell} --groups docker {name} && usermod -p '*' {name} &&" +
        $" cp /etc/ssh/authorized_keys/ops /etc/ssh/authorized_keys/{name}; }}; cat >/home/{name}/.bashrc <<'END'\n{bashrc}\nEND");

    private Task InsideAsync(string script) => hosts.ScriptAsync("inside", "rs2000", "sh", "-c", script);
}
