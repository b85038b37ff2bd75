namespace Platform.EndToEnd;

/// <summary>Digests as a real registry and a real engine give them.</summary>
public sealed class LiveDigestTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Other = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    [Fact]
    public async Task The_index_digest_of_a_multi_platform_tag_is_what_a_pull_records()
    {
        await hosts.DeployAsync("--as-declared");
        var digest = await DeclaredAsync("redis");
        Assert.Equal(digest, await hosts.ScriptAsync("images", "digest", "redis:7.4"));
        Assert.Equal("ProvenEqual", await CertaintyAsync("redis"));
    }

    [Fact]
    public async Task A_pinned_digest_that_is_equal_is_proven()
    {
        await hosts.DeployAsync("--as-declared");
        Assert.Equal("InSync", (await hosts.DriftAsync("postgres")).StatusOf("postgres"));
    }

    [Fact]
    public async Task A_pinned_digest_that_is_another_is_drift()
    {
        await hosts.DeployAsync("--as-declared");
        var digest = await DeclaredAsync("postgres");
        await DeclareAsync("postgres", digest, Other);
        try
        {
            Assert.Equal(["ARTIFACT_COMPOSE_DISAGREE", "IMAGE_DIGEST_MISMATCH"], (await hosts.DriftAsync("postgres")).DriftOf("postgres")); // its compose file pins the one that runs
        }
        finally
        {
            await DeclareAsync("postgres", Other, digest);
        }
    }

    [Fact]
    public async Task A_tag_that_moved_in_the_registry_is_drift_only_once_its_new_digest_is_declared()
    {
        await hosts.DeployAsync("--as-declared");
        var before = await DeclaredAsync("redis");
        await hosts.ScriptAsync("images", "tag", "redis:7.2", "7.4");
        Assert.Equal("InSync", (await hosts.DriftAsync("redis")).StatusOf("redis"));
        var after = await hosts.ScriptAsync("images", "digest", "redis:7.4");
        Assert.NotEqual(before, after);
        await DeclareAsync("redis", before, after);
        try
        {
            Assert.Equal(["IMAGE_DIGEST_MISMATCH"], (await hosts.DriftAsync("redis")).DriftOf("redis"));
        }
        finally
        {
            await DeclareAsync("redis", after, before);
        }
    }

    [Fact]
    public async Task An_image_known_under_several_repositories_is_proven_by_the_desired_one()
    {
        await hosts.DeployAsync("--as-declared");
        await hosts.DockerAsync("rs2000", "tag redis:7.4 ghcr.io/aaa/first:1");
        await hosts.DockerAsync("rs2000", "push -q ghcr.io/aaa/first:1");
        var digests = await hosts.DockerAsync("rs2000", "image inspect --format '{{join .RepoDigests \" \"}}' redis:7.4");
        Assert.Contains("ghcr.io/aaa/first@sha256:", digests, StringComparison.Ordinal);
        Assert.Equal("ProvenEqual", await CertaintyAsync("redis"));
        await hosts.DockerAsync("rs2000", "rmi ghcr.io/aaa/first:1");
    }

    [Fact]
    public async Task A_container_made_by_digest_without_a_tag_is_proven()
    {
        await hosts.DeployAsync("--as-declared");
        var digest = await DeclaredAsync("redis");
        await hosts.DockerAsync("rs2000", $"pull -q redis@{digest}");
        await hosts.DockerAsync("rs2000", "rm -f home-platform-redis-1");
        await hosts.DockerAsync("rs2000", $"run -d --name home-platform-redis-1 redis@{digest}");
        Assert.Equal("ProvenEqual", await CertaintyAsync("redis"));
    }

    [Theory]
    [InlineData("mirotalk-admin", "built locally")]
    [InlineData("embeddings", "built or loaded on the host")]
    public async Task An_image_that_was_not_pulled_is_not_proven(string module, string words)
    {
        await hosts.DeployAsync("--as-declared");
        var drift = await hosts.DriftAsync(module);
        Assert.Equal("Unverified", drift.StatusOf(module));
        Assert.Contains("IMAGE_DIGEST_NOT_VERIFIED", drift.Module(module).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("NotProven", drift.Module(module).GetProperty("live").GetProperty("containers")[0].GetProperty("digestCertainty").GetString());
        Assert.Contains(words, drift.Module(module).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_removed_under_a_stopped_container_is_not_proven()
    {
        await hosts.DeployAsync("--as-declared");
        await hosts.DockerAsync("rs2000", "rmi -f $(docker inspect --format '{{.Image}}' home-platform-stirling-pdf-1)");
        var drift = await hosts.DriftAsync("stirling-pdf");
        Assert.Equal("Unverified", drift.StatusOf("stirling-pdf"));
        Assert.Contains("was removed from the host", drift.Module("stirling-pdf").GetRawText(), StringComparison.Ordinal);
    }

    private async Task<string?> CertaintyAsync(string module) =>
        (await hosts.DriftAsync(module)).Module(module).GetProperty("live").GetProperty("containers")[0].GetProperty("digestCertainty").GetString();

    private async Task<string> DeclaredAsync(string module)
    {
        var digest = (await hosts.DriftAsync(module)).Module(module).GetProperty("desired").GetProperty("digest").GetString();
        return Assert.IsType<string>(digest);
    }

    private async Task DeclareAsync(string module, string old, string digest)
    {
        var path = Path.Combine(hosts.Root, "modules", module, "module.yaml");
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains("digest: " + old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace("digest: " + old, "digest: " + digest, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }
}
