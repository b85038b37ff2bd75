namespace Platform.EndToEnd;

/// <summary>
/// A host with podman in Docker's place: what can be compared is, and what cannot is said. It is reached in two ways:
/// by podman's own docker command, and by Docker's over podman's socket.
/// </summary>
public sealed class LivePodmanTests(LiveHosts hosts) : IClassFixture<LiveHosts>, IAsyncLifetime
{
    private const string Cli = "podman's command";
    private const string Socket = "podman's socket";
    private const string Name = "home-platform-redis-1";
    private const string Of = "--label com.docker.compose.project=home-platform --label com.docker.compose.service=redis --label com.docker.compose.container-number=1";

    public static TheoryData<string> Ways => [Cli, Socket];

    public async ValueTask InitializeAsync()
    {
        hosts.SkipIfDown();
        if (!File.Exists("/usr/bin/podman")) Assert.Skip("podman is not installed: run tests/hosts/install");
        await hosts.DeployAsync("--as-declared");
        await hosts.InventoryAsync(("rs2000", hosts.Ssh("root@rs2000")), ("vps1000", hosts.Ssh("vps1000")));
        await InsideAsync("test-service podman start; podman rm -af >/dev/null; podman rmi -af >/dev/null; for i in redis:7.4 redis:7.2; do podman pull -q $i >/dev/null; done");
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(hosts.Root))
            await InsideAsync("rm -f /usr/local/bin/docker; podman rm -af >/dev/null; test-service podman stop");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task What_agrees_is_unverified_and_says_what_was_not_compared(string way)
    {
        await RunAsync(way, $"--name {Name} {Of} redis:7.4");
        var drift = await hosts.DriftAsync("redis");
        Assert.Equal(8, drift.ExitCode);
        Assert.Equal("Unverified", drift.StatusOf("redis"));
        Assert.Equal(["CONFIGURATION_NOT_COMPARED", "IMAGE_DIGEST_NOT_VERIFIED"], CodesOf(drift));
        Assert.Equal("running", drift.Module("redis").GetProperty("live").GetProperty("containers")[0].GetProperty("state").GetString(), ignoreCase: true);
        var result = await Command.PlatformctlAsync(hosts.Root, "hosts");
        Assert.Matches(@"(?m)^rs2000 +reachable +podman 4\.", result.Output);

        // What can't be helped is accepted, and shown all the same.
        await AcceptAsync();
        var accepted = await hosts.DriftAsync("redis");
        Assert.Equal((0, "Unverified"), (accepted.ExitCode, accepted.StatusOf("redis")));
        Assert.Equal(["CONFIGURATION_NOT_COMPARED", "IMAGE_DIGEST_NOT_VERIFIED"], CodesOf(accepted));
    }

    /// <summary>Podman lists a digest of its own making for an image that came from a file: it must not be taken for another one.</summary>
    [Theory, MemberData(nameof(Ways))]
    public async Task The_digest_of_a_loaded_image_is_not_proven_different(string way)
    {
        await InsideAsync("podman save -q -o /tmp/redis.tar redis:7.4; podman rmi -af >/dev/null; podman load -q -i /tmp/redis.tar >/dev/null; rm /tmp/redis.tar");
        await RunAsync(way, $"--name {Name} {Of} redis:7.4");
        var drift = await hosts.DriftAsync("redis");
        Assert.Empty(drift.DriftOf("redis"));
        Assert.Equal("NotProven", drift.Module("redis").GetProperty("live").GetProperty("containers")[0].GetProperty("digestCertainty").GetString());
    }

    [Theory]
    [InlineData(Cli, $"--name {Name} {Of} redis:7.2", "IMAGE_TAG_MISMATCH")]
    [InlineData(Socket, $"--name {Name} {Of} redis:7.2", "IMAGE_TAG_MISMATCH")]
    [InlineData(Cli, $"--name other {Of} redis:7.4", "CONTAINER_NAME_MISMATCH")]
    [InlineData(Socket, $"--name other {Of} redis:7.4", "CONTAINER_NAME_MISMATCH")]
    [InlineData(Cli, $"--name {Name} redis:7.4", "COMPOSE_PROJECT_MISMATCH,COMPOSE_SERVICE_MISMATCH")]
    [InlineData(Socket, $"--name {Name} redis:7.4", "COMPOSE_PROJECT_MISMATCH,COMPOSE_SERVICE_MISMATCH")]
    [InlineData(Cli, $"--name {Name} {Of} --entrypoint true redis:7.4", "STATE_MISMATCH")]
    [InlineData(Socket, $"--name {Name} {Of} --entrypoint true redis:7.4", "STATE_MISMATCH")]
    [InlineData(Cli, "--name unrelated redis:7.4", "CONTAINER_MISSING")]
    [InlineData(Socket, "--name unrelated redis:7.4", "CONTAINER_MISSING")]
    public async Task What_can_be_compared_is(string way, string container, string codes)
    {
        await RunAsync(way, container);
        if (codes == "STATE_MISMATCH") await InsideAsync($"podman wait {Name} >/dev/null");
        await AcceptAsync();
        var drift = await hosts.DriftAsync("redis");
        Assert.Equal(2, drift.ExitCode);
        Assert.Equal(codes.Split(','), drift.DriftOf("redis"));
    }

    [Fact]
    public async Task An_image_built_on_the_host_is_another_repository()
    {
        await InsideAsync("podman tag redis:7.4 localhost/redis:7.4");
        await RunAsync(Cli, $"--name {Name} {Of} localhost/redis:7.4");
        Assert.Equal(["IMAGE_REPOSITORY_MISMATCH"], (await hosts.DriftAsync("redis")).DriftOf("redis"));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_container_that_disappears_between_listing_and_inspecting_is_missing(string way)
    {
        await RunAsync(way, $"--name {Name} {Of} redis:7.4");
        await InsideAsync(
            "mv /usr/local/bin/docker /usr/local/bin/docker.real; " +
            $"printf '#!/bin/sh\\n[ \"$1 $2\" != \"container inspect\" ] || podman rm -f {Name} >/dev/null\\nexec /usr/local/bin/docker.real \"$@\"\\n'" +
            " >/usr/local/bin/docker; chmod 755 /usr/local/bin/docker");
        Assert.Equal(["CONTAINER_MISSING"], (await hosts.DriftAsync("redis")).DriftOf("redis"));
    }

    [Fact]
    public async Task A_container_named_by_podman_compose_has_its_name()
    {
        await RunAsync(Cli, $"--name home-platform_redis_1 {Of} redis:7.4");
        Assert.Equal("Unverified", (await hosts.DriftAsync("redis")).StatusOf("redis"));
    }

    [Fact]
    public async Task A_recorded_snapshot_remembers_that_it_was_podman()
    {
        await RunAsync(Cli, $"--name {Name} {Of} redis:7.4");
        var path = Path.Combine(hosts.Root, "podman.json");
        var result = await Command.PlatformctlAsync(hosts.Root, "snapshot", "rs2000", "--out", path);
        Assert.True(result.ExitCode == 0, result.ToString());
        await hosts.InventoryAsync(("rs2000", "{ transport: recorded, snapshot: podman.json }"), ("vps1000", hosts.Ssh("vps1000")));
        Assert.Equal(["CONFIGURATION_NOT_COMPARED", "IMAGE_DIGEST_NOT_VERIFIED"], CodesOf(await hosts.DriftAsync("redis")));
    }

    private Task AcceptAsync() => hosts.InventoryAsync(
        ("rs2000", hosts.Ssh("root@rs2000").Replace(" }", ", accept_not_compared: [configuration] }", StringComparison.Ordinal)), ("vps1000", hosts.Ssh("vps1000")));

    /// <summary>Puts podman in Docker's place, as Debian's podman-docker does or as DOCKER_HOST does, and starts a container.</summary>
    private Task RunAsync(string way, string container)
    {
        var docker = way == Socket
            ? "DOCKER_HOST=unix:///run/podman.sock exec /usr/bin/docker \"$@\""
            : "[ -e /etc/containers/nodocker ] || echo \"Emulate Docker CLI using podman. Create /etc/containers/nodocker to quiet msg.\" >&2\nexec /usr/bin/podman \"$@\"";
        return InsideAsync(
            $"cat >/usr/local/bin/docker <<'END'\n#!/bin/sh\n{docker}\nEND\nchmod 755 /usr/local/bin/docker\npodman run -d --network host {container} >/dev/null");
    }

    private static IEnumerable<string?> CodesOf(DriftDocument drift) =>
        drift.Module("redis").GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()).Order();

    private Task InsideAsync(string script) => hosts.ScriptAsync("inside", "rs2000", "sh", "-c", "set -e; " + script);
}
