using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary>
/// The verdicts on real containers: what was put into one of them is reported, and nothing else is. The container is
/// changed and not the compose file, which says again what the root says when the fleet is compared.
/// </summary>
public sealed class LiveVerdictTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string File = "/srv/platform/compose/data/compose.yaml";
    private const string Manifest = "modules/redis/module.yaml";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fleet_as_declared_has_the_findings_its_manifests_ask_for_and_no_other()
    {
        await hosts.DeployAsync("--as-declared", "--healthy");
        var drift = await hosts.DriftAsync();
        Assert.Equal(0, drift.ExitCode);
        Assert.Equal(
            [
                "embeddings IMAGE_DIGEST_NOT_VERIFIED", // came from a tar file
                "mirotalk-admin DESIRED_NOT_DECLARED", "mirotalk-admin IMAGE_DIGEST_NOT_VERIFIED", // built on the host
                "uptime-kuma DESIRED_NOT_DECLARED",
            ],
            drift.Root.GetProperty("modules").EnumerateArray()
                .SelectMany(m => CodesOf(m).Select(code => $"{m.GetProperty("module").GetString()} {code}")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("PORTS_MISMATCH", "s|^  redis:$|&\\n    ports: [127.0.0.1:16379:6379]|")]
    [InlineData("ENVIRONMENT_MISMATCH", "s|^  redis:$|&\\n    environment: { REDIS_PASSWORD: hunter2 }|")]
    [InlineData("MOUNTS_MISMATCH", "s|^  redis:$|&\\n    tmpfs: [/scratch]|")]
    [InlineData("MOUNTS_MISMATCH", "s|redis-data:/data|redis-data:/data:ro|")]
    [InlineData("NETWORKS_MISMATCH", "s|^  redis:$|&\\n    network_mode: none|")]
    [InlineData("RESTART_POLICY_MISMATCH", "/^  redis:/,/^  minio:/s|unless-stopped|always|")]
    [InlineData("COMMAND_MISMATCH", "s|--appendonly, .yes.|--appendonly, \"no\"|")]
    [InlineData("USER_MISMATCH", "s|^  redis:$|&\\n    user: \"1000\"|")]
    [InlineData("PRIVILEGES_MISMATCH", "s|^  redis:$|&\\n    cap_add: [NET_ADMIN]|")]
    [InlineData("HEALTHCHECK_MISMATCH", "/^  redis:/,/^  minio:/s|timeout: 3s|timeout: 4s|")]
    [InlineData("LABELS_MISMATCH", "s|^  redis:$|&\\n    labels: { traefik.enable: \"true\" }|")]
    [InlineData("IMAGE_REPOSITORY_MISMATCH", "s|image: redis:7.4|image: quay.io/minio/minio:RELEASE.2025-04-22T22-12-26Z|")]
    [InlineData("IMAGE_TAG_MISMATCH", "s|image: redis:7.4|image: redis:7.2|")]
    public async Task What_only_the_container_has_otherwise_is_reported_alone(string code, string change)
    {
        await hosts.DeployAsync("--as-declared");
        await InsideAsync($"cp -p {File} /srv/declared.yaml; sed -i '{change}' {File}; ! cmp -s {File} /srv/declared.yaml");
        await hosts.DockerAsync("rs2000", $"compose -p home-platform -f {File} up -d --quiet-pull redis 2>&1");
        await InsideAsync($"mv /srv/declared.yaml {File}");
        var drift = await hosts.DriftAsync("redis", "minio", "postgres");
        Assert.Equal(2, drift.ExitCode);
        Assert.Equal(["redis"], drift.Drifted);
        // Another image brings another command and other variables with it.
        if (code == "IMAGE_REPOSITORY_MISMATCH") Assert.Contains(code, drift.DriftOf("redis"));
        else Assert.Equal([code], CodesOf(drift.Module("redis")));
    }

    [Theory]
    [InlineData("IMAGE_RECORD_STALE", "InSync", "image_observed: redis:7.4", "image_observed: redis:7.2")]
    [InlineData("IMAGE_NOT_DECLARED", "InSync", "    image_observed: redis:7.4\n", "")]
    [InlineData("DESIRED_NOT_DECLARED,IMAGE_DIGEST_NOT_VERIFIED", "Unverified", "  artifact:\n", "  artifact_:\n")]
    public async Task What_the_manifest_does_not_say_is_reported(string codes, string status, string old, string replacement)
    {
        await hosts.DeployAsync("--as-declared");
        var path = Path.Combine(hosts.Root, Manifest);
        var text = await System.IO.File.ReadAllTextAsync(path, Token);
        Assert.Contains(old, text, StringComparison.Ordinal);
        var changed = text.Replace(old, replacement, StringComparison.Ordinal);
        if (replacement == "  artifact_:\n") changed = changed[..changed.IndexOf(replacement, StringComparison.Ordinal)] + changed[changed.IndexOf("  risk:", StringComparison.Ordinal)..];
        await System.IO.File.WriteAllTextAsync(path, changed, Token);
        try
        {
            var drift = await hosts.DriftAsync("redis");
            Assert.Equal(status, drift.StatusOf("redis"));
            Assert.Equal(codes.Split(','), CodesOf(drift.Module("redis")).Order());
        }
        finally
        {
            await System.IO.File.WriteAllTextAsync(path, text, Token);
        }
    }

    [Fact]
    public async Task A_snapshot_that_was_made_without_the_project_decides_nothing()
    {
        await hosts.DeployAsync("--as-declared");
        var path = Path.Combine(hosts.Root, "before.json");
        var result = await Command.PlatformctlAsync(hosts.Root, "snapshot", "rs2000", "--out", path);
        Assert.True(result.ExitCode == 0, result.ToString());
        var manifest = Path.Combine(hosts.Root, Manifest);
        var text = await System.IO.File.ReadAllTextAsync(manifest, Token);
        await System.IO.File.WriteAllTextAsync(manifest, text.Replace("    compose_file:", "    compose_project: elsewhere\n    compose_file:", StringComparison.Ordinal), Token);
        await hosts.InventoryAsync(("rs2000", "{ transport: recorded, snapshot: before.json }"), ("vps1000", hosts.Ssh("vps1000")));
        try
        {
            var drift = await hosts.DriftAsync("redis");
            Assert.Equal("Unreachable", drift.StatusOf("redis"));
            Assert.Equal(["SNAPSHOT_INCOMPLETE"], CodesOf(drift.Module("redis")));
        }
        finally
        {
            await System.IO.File.WriteAllTextAsync(manifest, text, Token);
            await hosts.InventoryAsync(("rs2000", hosts.Ssh("rs2000")), ("vps1000", hosts.Ssh("vps1000")));
        }
    }

    private static IEnumerable<string?> CodesOf(JsonElement module) =>
        module.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString());

    private Task InsideAsync(string script) => hosts.ScriptAsync("inside", "rs2000", "sh", "-c", script);
}
