namespace Platform.EndToEnd;

/// <summary>Containers that Compose started from the declared file, by whatever path, and from another.</summary>
public sealed class LiveOriginTests(LiveHosts hosts) : IClassFixture<LiveHosts>, IAsyncLifetime
{
    private const string Declared = "/srv/platform/compose/data/compose.yaml";

    public async ValueTask InitializeAsync()
    {
        await hosts.DeployAsync("--as-declared");
        await InsideAsync("rm -rf /srv/elsewhere /srv/link; ln -s /srv/platform /srv/link; mkdir /srv/elsewhere; cp -r /srv/platform/compose/data/. /srv/elsewhere");
    }

    public async ValueTask DisposeAsync()
    {
        if (!Directory.Exists(hosts.Root)) return;
        await InsideAsync("umount /srv/elsewhere 2>/dev/null || true; rm -rf /srv/elsewhere /srv/link '/srv/a,b'");
        await hosts.InventoryAsync(("rs2000", hosts.Ssh("rs2000")), ("vps1000", hosts.Ssh("vps1000")));
    }

    [Theory]
    [InlineData("-f /srv/platform/compose/data/compose.yaml")]
    [InlineData("-f /srv/link/compose/data/compose.yaml")] // the path in the label is the link's
    [InlineData("--project-directory /srv/platform/compose/data -f /srv/platform/compose/apps/../data/compose.yaml")]
    public async Task The_declared_file_by_another_path_is_the_declared_file(string files)
    {
        await UpAsync(files);
        await AssertInSyncAsync();
    }

    [Fact]
    public async Task A_bind_mount_of_the_root_makes_no_other_file()
    {
        await InsideAsync("mount --bind /srv/platform/compose/data /srv/elsewhere");
        await UpAsync("-f /srv/elsewhere/compose.yaml");
        await AssertInSyncAsync();
    }

    [Fact]
    public async Task A_platform_dir_that_is_a_link_makes_no_other_file()
    {
        await hosts.InventoryAsync(
            ("rs2000", hosts.Ssh("rs2000").Replace("platform_dir: /srv/platform", "platform_dir: /srv/link", StringComparison.Ordinal)),
            ("vps1000", hosts.Ssh("vps1000")));
        await AssertInSyncAsync();
    }

    [Fact]
    public async Task A_file_that_is_not_of_the_root_is_drift_even_if_it_says_the_same()
    {
        await UpAsync("-f /srv/elsewhere/compose.yaml");
        var drift = await hosts.DriftAsync("redis", "minio");
        Assert.Equal(["COMPOSE_FILE_MISMATCH"], drift.DriftOf("redis"));
        var finding = drift.Module("redis").GetProperty("findings")[0];
        Assert.Equal(
            ("compose_file", Declared, "/srv/elsewhere/compose.yaml"),
            (finding.GetProperty("field").GetString(), finding.GetProperty("expected").GetString(), finding.GetProperty("actual").GetString()));
        Assert.Equal("InSync", drift.StatusOf("minio"));
    }

    [Theory]
    [InlineData("standard input", "-f - <compose/data/compose.yaml", "")]
    [InlineData("/srv/elsewhere/compose.yaml, of which a file is gone", "-f /srv/elsewhere/compose.yaml", "rm -r /srv/elsewhere")]
    [InlineData("/srv/a,b/compose.yaml, of which a file is gone, or no path", "-f /srv/a,b/compose.yaml", "")]
    public async Task A_file_that_cannot_be_had_any_more_is_said_and_the_roots_own_is_compared(string words, string files, string after)
    {
        await InsideAsync("rm -rf '/srv/a,b'; cp -r /srv/elsewhere '/srv/a,b'");
        await UpAsync(files);
        if (after.Length > 0) await InsideAsync(after);
        var drift = await hosts.DriftAsync("redis");
        Assert.Equal((0, "InSync"), (drift.ExitCode, drift.StatusOf("redis")));
        Assert.Contains($"was started from {words}", drift.Module("redis").GetProperty("findings").GetRawText(), StringComparison.Ordinal);

        await InsideAsync("rm -rf '/srv/a,b'; sed -i 's|^  redis:$|&\\n    user: \"1000\"|' /srv/platform/compose/data/compose.yaml");
        Assert.Contains("USER_MISMATCH", (await hosts.DriftAsync("redis")).DriftOf("redis"));
    }

    [Fact]
    public async Task An_override_that_a_plain_up_would_take_is_said_and_is_no_drift()
    {
        await InsideAsync("echo 'services: { redis: { labels: { a: b } } }' >/srv/platform/compose/data/compose.override.yaml");
        try
        {
            await UpAsync($"-f {Declared}");
            var drift = await hosts.DriftAsync("redis");
            Assert.Equal((0, "InSync"), (drift.ExitCode, drift.StatusOf("redis")));
            Assert.Contains("was started without compose.override.yaml", drift.Module("redis").GetRawText(), StringComparison.Ordinal);
        }
        finally
        {
            await InsideAsync("rm /srv/platform/compose/data/compose.override.yaml");
        }
    }

    [Fact]
    public async Task Without_a_platform_dir_standard_input_is_named_as_what_cannot_be_had()
    {
        await UpAsync("-f - <compose/data/compose.yaml");
        await hosts.InventoryAsync(
            ("rs2000", hosts.Ssh("rs2000").Replace("platform_dir: /srv/platform", "connect_timeout_seconds: 9", StringComparison.Ordinal)),
            ("vps1000", hosts.Ssh("vps1000")));
        var drift = await hosts.DriftAsync("redis");
        Assert.Equal((8, "Unverified"), (drift.ExitCode, drift.StatusOf("redis")));
        Assert.Contains("it was started from standard input", drift.Module("redis").GetProperty("findings").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cannot be told", "-f /srv/platform/compose/data/copy.yaml", "")] // one of the root, which might include the declared one
    [InlineData("does not name", "-f /srv/platform/compose/data/compose.yaml -f /srv/elsewhere/override.yaml", "")]
    public async Task What_cannot_be_told_is_neither_drift_nor_in_sync(string words, string files, string after)
    {
        await InsideAsync("cp /srv/elsewhere/compose.yaml /srv/platform/compose/data/copy.yaml; echo 'services: { redis: { labels: { a: b } } }' >/srv/elsewhere/override.yaml");
        await UpAsync(files);
        if (after.Length > 0) await InsideAsync(after);
        var drift = await hosts.DriftAsync("redis");
        Assert.Equal((8, "Unverified"), (drift.ExitCode, drift.StatusOf("redis")));
        Assert.Contains(words, drift.Module("redis").GetProperty("findings").GetRawText(), StringComparison.Ordinal);
        Assert.Contains(
            drift.Module("redis").GetProperty("findings").EnumerateArray(),
            f => f.GetProperty("code").GetString() == "COMPOSE_FILE_MISMATCH" && f.GetProperty("severity").GetString() == "Warning");
    }

    [Fact]
    public async Task A_recorded_snapshot_tells_the_same()
    {
        await UpAsync("-f /srv/elsewhere/compose.yaml");
        var path = Path.Combine(hosts.Root, "origin.json");
        var result = await Command.PlatformctlAsync(hosts.Root, "snapshot", "rs2000", "--out", path);
        Assert.True(result.ExitCode == 0, result.ToString());
        await hosts.InventoryAsync(("rs2000", "{ transport: recorded, snapshot: origin.json }"), ("vps1000", hosts.Ssh("vps1000")));
        Assert.Equal(["COMPOSE_FILE_MISMATCH"], (await hosts.DriftAsync("redis")).DriftOf("redis"));
    }

    private async Task AssertInSyncAsync()
    {
        var drift = await hosts.DriftAsync("redis");
        Assert.Equal((0, "InSync"), (drift.ExitCode, drift.StatusOf("redis")));
    }

    private Task UpAsync(string files)
    {
        var parts = files.Split(" <");
        var input = parts.Length > 1 ? $" </srv/platform/{parts[1]}" : "";
        return InsideAsync($"cd /srv/platform/compose/data && docker compose -p home-platform {parts[0]} up -d --force-recreate --no-deps redis{input} 2>&1");
    }

    private Task InsideAsync(string script) => hosts.ScriptAsync("inside", "rs2000", "sh", "-c", script);
}
