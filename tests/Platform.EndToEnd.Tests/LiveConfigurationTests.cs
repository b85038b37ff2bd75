using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary>The whole surface on real containers: what the host's compose file says is changed under the container.</summary>
public sealed class LiveConfigurationTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string File = "/srv/platform/compose/data/compose.yaml";
    private const string Secret = "hunter2";

    [Theory]
    [InlineData("PORTS_MISMATCH", "ports: [127.0.0.1:16379:6379]", "127.0.0.1:16379:6379/tcp")]
    [InlineData("ENVIRONMENT_MISMATCH", "environment: { REDIS_PASSWORD: hunter2 }", "removed REDIS_PASSWORD")]
    [InlineData("MOUNTS_MISMATCH", "tmpfs: [/scratch]", "tmpfs /scratch")]
    [InlineData("NETWORKS_MISMATCH", "network_mode: host", "home-platform_default")]
    [InlineData("COMMAND_MISMATCH", "entrypoint: [/bin/sh, -c, hunter2]", "entrypoint")]
    [InlineData("USER_MISMATCH", "user: nobody", "nobody")]
    [InlineData("PRIVILEGES_MISMATCH", "privileged: true", "privileged")]
    [InlineData("PRIVILEGES_MISMATCH", "cap_add: [NET_ADMIN]", "NET_ADMIN")]
    [InlineData("LABELS_MISMATCH", "labels: { traefik.basicauth: hunter2 }", "removed traefik.basicauth")]
    public async Task What_the_compose_file_has_and_the_container_does_not_is_found(string code, string line, string words)
    {
        await hosts.DeployAsync("--as-declared");
        await ChangeAsync($"s|^  redis:$|  redis:\\n    {line}|");
        await AssertFoundAsync(code, words);
    }

    [Theory]
    [InlineData("RESTART_POLICY_MISMATCH", "restart: unless-stopped", "restart: always", "always")]
    [InlineData("COMMAND_MISMATCH", "redis-server, --appendonly, .yes.", "redis-server, --requirepass, hunter2", "number 2")]
    [InlineData("HEALTHCHECK_MISMATCH", "timeout: 3s", "timeout: 4s", "timeout")]
    [InlineData("MOUNTS_MISMATCH", "redis-data:/data", "redis-data:/elsewhere", "/elsewhere")]
    public async Task What_the_compose_file_has_otherwise_is_found(string code, string old, string replacement, string words)
    {
        await hosts.DeployAsync("--as-declared");
        await ChangeAsync($"/^  redis:/,$ s|{old}|{replacement}|");
        await AssertFoundAsync(code, words);
    }

    [Theory]
    [InlineData("NETWORKS_MISMATCH", "network connect home-platform_honcho home-platform-redis-1", "home-platform_honcho")]
    [InlineData("RESTART_POLICY_MISMATCH", "update --restart no home-platform-redis-1", "unless-stopped")]
    public async Task A_change_of_the_container_by_hand_is_found(string code, string command, string words)
    {
        await hosts.DeployAsync("--as-declared");
        await hosts.DockerAsync("rs2000", command);
        var drift = await hosts.DriftAsync("redis");
        Assert.Equal([code], drift.DriftOf("redis"));
        Assert.Contains(words, drift.Module("redis").GetRawText(), StringComparison.Ordinal);
        if (code.StartsWith("NETWORKS", StringComparison.Ordinal))
            await hosts.DockerAsync("rs2000", "network disconnect home-platform_honcho home-platform-redis-1");
        else
            await hosts.DockerAsync("rs2000", "update --restart unless-stopped home-platform-redis-1");
    }

    [Fact]
    public async Task The_compose_file_on_the_host_is_compared_with_the_one_in_the_root()
    {
        await hosts.DeployAsync("--as-declared");
        await ChangeAsync("1 s|^|# edited on the host; PASSWORD=hunter2\\n|");
        var drift = await hosts.DriftAsync("redis", "minio", "honcho-redis");
        Assert.Equal(["COMPOSE_FILE_MISMATCH"], drift.DriftOf("redis"));
        Assert.Equal(["COMPOSE_FILE_MISMATCH"], drift.DriftOf("minio"));
        Assert.Empty(drift.DriftOf("honcho-redis"));
        var detail = drift.Module("redis").GetProperty("findings")[0].GetProperty("detail").GetString();
        Assert.Contains("--- host/compose/data/compose.yaml\n+++ root/compose/data/compose.yaml\n@@ -1,", detail, StringComparison.Ordinal);
        var text = await Command.PlatformctlAsync(hosts.Root, "drift-check", "redis", "--details");
        Assert.Contains("@@ -1,", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compose_file_that_is_gone_leaves_the_rest_compared()
    {
        await hosts.DeployAsync("--as-declared");
        await hosts.ScriptAsync("inside", "rs2000", "rm", File);
        var drift = await hosts.DriftAsync("redis");
        Assert.Equal(["COMPOSE_FILE_MISMATCH"], drift.DriftOf("redis"));
        Assert.Contains("CONFIGURATION_NOT_COMPARED", Codes(drift.Module("redis")));
        Assert.Equal("ProvenEqual", drift.Module("redis").GetProperty("live").GetProperty("containers")[0].GetProperty("digestCertainty").GetString());
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_compose_file_is_not_waited_for()
    {
        await hosts.DeployAsync("--as-declared");
        await hosts.ScriptAsync("inside", "rs2000", "sh", "-c", $"rm {File}; mkfifo {File}; chmod 644 {File}");
        try
        {
            var drift = await hosts.DriftAsync("redis", "n8n");
            Assert.Equal(["COMPOSE_FILE_MISMATCH"], drift.DriftOf("redis"));
            Assert.Contains("CONFIGURATION_NOT_COMPARED", Codes(drift.Module("redis")));
            Assert.Equal("InSync", drift.StatusOf("n8n"));
        }
        finally
        {
            await hosts.ScriptAsync("inside", "rs2000", "rm", File);
        }
    }

    [Fact]
    public async Task A_host_without_compose_is_compared_as_far_as_it_goes()
    {
        await hosts.DeployAsync("--as-declared");
        await hosts.ScriptAsync("inside", "rs2000", "sh", "-c", "for d in /usr/local/libexec /usr/libexec /usr/lib; do p=$d/docker/cli-plugins/docker-compose; if [ -e $p ]; then mv $p $p.away; fi; done");
        try
        {
            var drift = await hosts.DriftAsync("redis");
            Assert.Equal("Unverified", drift.StatusOf("redis"));
            Assert.Equal(["CONFIGURATION_NOT_COMPARED"], Codes(drift.Module("redis")));
            Assert.Equal(8, drift.ExitCode);
        }
        finally
        {
            await hosts.ScriptAsync("inside", "rs2000", "sh", "-c", "for d in /usr/local/libexec /usr/libexec /usr/lib; do p=$d/docker/cli-plugins/docker-compose; if [ -e $p.away ]; then mv $p.away $p; fi; done");
        }
    }

    [Fact]
    public async Task A_container_that_no_module_declares_is_found_by_a_check_of_the_whole_fleet()
    {
        await hosts.DeployAsync("--as-declared");
        await RunAsync("home-platform-old-1", "old");
        await RunAsync("home-platform-uptime-kuma-1", "uptime-kuma");
        try
        {
            var drift = await hosts.DriftAsync();
            Assert.Equal(2, drift.ExitCode);
            Assert.Equal(2, drift.Root.GetProperty("summary").GetProperty("orphans").GetInt32());
            string[] messages =
            [
                .. drift.Root.GetProperty("modules").EnumerateArray().Where(m => m.GetProperty("module").ValueKind is JsonValueKind.Null)
                    .Select(m => m.GetProperty("findings")[0].GetProperty("message").GetString()!),
            ];
            Assert.All(
                drift.Root.GetProperty("modules").EnumerateArray().Where(m => m.GetProperty("module").ValueKind is JsonValueKind.Null),
                m => Assert.Equal(["CONTAINER_ORPHANED"], Codes(m)));
            Assert.Contains(messages, m => m.Contains("service old: no module declares it", StringComparison.Ordinal));
            Assert.Contains(messages, m => m.Contains("module uptime-kuma declares it on vps1000", StringComparison.Ordinal));
            Assert.Equal(0, (await hosts.DriftAsync("redis")).ExitCode);
        }
        finally
        {
            await hosts.DockerAsync("rs2000", "rm -f home-platform-old-1 home-platform-uptime-kuma-1");
        }
    }

    private Task RunAsync(string name, string service) => hosts.DockerAsync(
        "rs2000", $"run -d --name {name} --label com.docker.compose.project=home-platform --label com.docker.compose.service={service} redis:7.4");

    private Task ChangeAsync(string expression) => hosts.ScriptAsync("inside", "rs2000", "sed", "-i", expression, File);

    /// <summary>The file differs from the root's, too, since it was changed on the host.</summary>
    private async Task AssertFoundAsync(string code, string words)
    {
        var drift = await hosts.DriftAsync("redis", "minio");
        Assert.Equal(2, drift.ExitCode);
        Assert.Equal(new[] { "COMPOSE_FILE_MISMATCH", code }.Order(), drift.DriftOf("redis").Order());
        Assert.Contains(words, drift.Module("redis").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, drift.Root.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("COMPOSE_FILE_MISMATCH", drift.DriftOf("minio"));
    }

    private static IEnumerable<string?> Codes(JsonElement module) =>
        module.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()).Where(c => c != "COMPOSE_FILE_MISMATCH");
}
