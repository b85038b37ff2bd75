using System.Diagnostics;
using System.Text.Json;
using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd.Faults;

/// <summary>What hangs, or is huge, costs itself and not the host: all else that was read is shown, and what is missing is said.</summary>
public sealed class SharedTimeTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const int CommandTimeout = 20;

    // Far from a hang, and above connecting, waiting and a busy machine together.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds((3 * CommandTimeout) + 30);

    /// <summary>An environment file that need not be there, so that services start without.</summary>
    private static readonly string[] EnvironmentFile = ["env_file: [{ path: late.env, required: false }]"];

    [Fact]
    public async Task A_compose_file_whose_evaluation_hangs_costs_its_own_modules_only()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, new Service("web") { More = EnvironmentFile }, new Service("api"));
        await fleet.ShellAsync("rs2000", "mkfifo compose/web/late.env");
        var drift = await LookAsync(fleet);
        Assert.Equal("InSync", drift.StatusOf("api"));
        Assert.Equal("Unverified", drift.StatusOf("web"));
        var finding = Assert.Single(drift.Module("web").GetProperty("findings").EnumerateArray(), f => f.GetProperty("severity").GetString() is not "Information");
        Assert.Equal("CONFIGURATION_NOT_COMPARED", finding.GetProperty("code").GetString());
        Assert.Contains($"did not answer in time about {fleet.Directory}/compose/web/compose.yaml", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("", await fleet.ShellAsync("rs2000", $"ps -eo args | grep '[p]roject-name {fleet.Name} ' || :")); // killed, not left behind
    }

    [Fact]
    public async Task Any_number_of_evaluations_that_hang_fits_into_the_time_of_the_host()
    {
        Service[] hanging = [.. Enumerable.Range(1, 9).Select(i => new Service($"slow{i}") { More = EnvironmentFile })];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, [.. hanging, new Service("api") { Stack = "zzz" }]);
        await fleet.ShellAsync("rs2000", "for i in compose/slow*; do mkfifo $i/late.env; done");
        var drift = await LookAsync(fleet);
        Assert.All(hanging, service => Assert.Matches("docker compose did not answer in time|the host had not said in time", drift.Module(service.Id).ToString()));
        Assert.All(hanging, service => Assert.Contains("\"containerId\"", drift.Module(service.Id).ToString(), StringComparison.Ordinal)); // seen
        Assert.NotEqual("Unreachable", drift.StatusOf("api"));
    }

    [Theory]
    [InlineData("case \"$*\" in *data/compose.yaml*) exec head -c 100000000 /dev/zero ;; esac", "redis", "made more than 4 MiB of /srv/platform/compose/data/compose.yaml", "InSync")]
    [InlineData("case \"$*\" in *data/compose.yaml*) echo '{'; exit 0 ;; esac", "redis", "is not what it prints", "InSync")]
    [InlineData("case \"$*\" in *data/compose.yaml*) trap '' TERM; sleep 1000 & wait; wait ;; esac", "redis", "did not answer in time about", "InSync")]
    [InlineData("[ \"$1 $2\" != 'image inspect' ] || exec sleep 1000", "redis", "docker image inspect did not answer in time", "Unverified")]
    [InlineData("[ \"$1 $2\" != 'network inspect' ] || exec sleep 1000", "redis", "docker network inspect did not answer in time", "Unverified")]
    [InlineData("[ \"$1 $2\" != 'volume inspect' ] || exec sleep 1000", "redis", "docker volume inspect did not answer in time", "InSync")] // it has none
    [InlineData("[ \"$1\" != version ] || exec sleep 1000", "redis", "docker version did not answer in time", "Unverified")]
    public async Task A_docker_command_that_fails_for_one_part_costs_that_part(string fault, string module, string words, string statusOfOther)
    {
        await hosts.DeployAsync();
        await InsideAsync($"cat >/usr/local/bin/docker <<'END'\n#!/bin/sh\n{fault}\nexec /usr/bin/docker \"$@\"\nEND\nchmod 755 /usr/local/bin/docker");
        try
        {
            // What does not hang must not be taken for hanging on a busy machine.
            var drift = await LookAsync(fault.Contains("sleep", StringComparison.Ordinal) ? CommandTimeout : 3 * CommandTimeout, ["redis", "honcho-redis"]);
            Assert.Equal("Unverified", drift.StatusOf(module));
            Assert.Contains(words, drift.Module(module).ToString(), StringComparison.Ordinal);
            Assert.Equal(statusOfOther, drift.StatusOf("honcho-redis"));
        }
        finally
        {
            await InsideAsync("rm /usr/local/bin/docker");
        }
    }

    [Fact] // nothing ends a docker there: the operator's side does, and takes what has come
    public async Task A_host_without_timeout_shows_what_it_has_said()
    {
        await hosts.DeployAsync();
        await InsideAsync(
            "mv /usr/bin/timeout /usr/bin/timeout.away\n" +
            "cat >/usr/local/bin/docker <<'END'\n#!/bin/sh\ncase \"$*\" in *data/compose.yaml*) exec sleep 100 ;; esac\nexec /usr/bin/docker \"$@\"\nEND\nchmod 755 /usr/local/bin/docker");
        try
        {
            var drift = await LookAsync("redis", "honcho-redis");
            Assert.Equal("Unverified", drift.StatusOf("redis"));
            Assert.Contains("the host had not said in time", drift.Module("redis").ToString(), StringComparison.Ordinal);
            Assert.Contains("running", drift.Module("redis").ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Drifted", (string?[])[drift.StatusOf("redis"), drift.StatusOf("honcho-redis")]);
        }
        finally
        {
            await InsideAsync("rm /usr/local/bin/docker; mv /usr/bin/timeout.away /usr/bin/timeout");
        }
    }

    [Fact]
    public async Task A_snapshot_with_gaps_is_valid_and_says_the_same_when_it_is_read_again()
    {
        await hosts.DeployAsync();
        await hosts.InventoryAsync(("rs2000", Slow("rs2000")), ("vps1000", hosts.Ssh("vps1000")));
        await InsideAsync("printf '#!/bin/sh\\n[ \"$1 $2\" != \"image inspect\" ] || exec sleep 1000\\nexec /usr/bin/docker \"$@\"\\n' >/usr/local/bin/docker; chmod 755 /usr/local/bin/docker");
        var file = Path.Combine(hosts.Root, "gaps.json");
        try
        {
            Assert.Equal(0, (await Command.PlatformctlAsync(hosts.Root, "snapshot", "rs2000", "--out", file)).ExitCode);
        }
        finally
        {
            await InsideAsync("rm /usr/local/bin/docker");
        }

        var schema = await Command.RunAsync(
            Repository.Platformctl, ["validate", "--schema", Repository.File("schema", "snapshot.schema.json"), file], Repository.Path);
        Assert.True(schema.ExitCode == 0, schema.ToString());
        Assert.Equal("Images", JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))
            .RootElement.GetProperty("gaps")[0].GetProperty("part").GetString());
        await hosts.InventoryAsync(("rs2000", "{ transport: recorded, snapshot: gaps.json }"), ("vps1000", hosts.Ssh("vps1000")));
        var drift = await hosts.DriftAsync("redis");
        Assert.Equal("Unverified", drift.StatusOf("redis"));
        Assert.Contains("docker image inspect did not answer in time", drift.Module("redis").ToString(), StringComparison.Ordinal);
        await hosts.InventoryAsync(("rs2000", hosts.Ssh("rs2000")), ("vps1000", hosts.Ssh("vps1000")));
    }

    private Task<DriftDocument> LookAsync(params string[] modules) => LookAsync(CommandTimeout, modules);

    private async Task<DriftDocument> LookAsync(int commandTimeout, string[] modules)
    {
        await hosts.InventoryAsync(("rs2000", Slow("rs2000", commandTimeout)), ("vps1000", hosts.Ssh("vps1000")));
        var watch = Stopwatch.StartNew();
        var drift = await hosts.DriftAsync(modules);
        Assert.True(watch.Elapsed < Longest, $"it took {watch.Elapsed}");
        await hosts.InventoryAsync(("rs2000", hosts.Ssh("rs2000")), ("vps1000", hosts.Ssh("vps1000")));
        return drift;
    }

    private static async Task<DriftDocument> LookAsync(ApplyFleet fleet)
    {
        await fleet.WriteAsync("hosts.yaml", (await File.ReadAllTextAsync(fleet.PathOf("hosts.yaml"), TestContext.Current.CancellationToken))
            .Replace("connect_timeout_seconds: 5", $"connect_timeout_seconds: 5, command_timeout_seconds: {CommandTimeout}", StringComparison.Ordinal));
        var watch = Stopwatch.StartNew();
        var drift = await fleet.DriftAsync();
        Assert.True(watch.Elapsed < Longest, $"it took {watch.Elapsed}");
        return drift;
    }

    private string Slow(string destination, int commandTimeout = CommandTimeout) =>
        hosts.Ssh(destination).Replace(" }", $", command_timeout_seconds: {commandTimeout} }}", StringComparison.Ordinal);

    private Task InsideAsync(string script) => hosts.ScriptAsync("inside", "rs2000", "sh", "-c", script);
}
