using System.Text;
using System.Text.Json;

namespace Platform.EndToEnd.Editing;

/// <summary><c>platformctl edit</c> on a fleet that is kept in git, as an operator uses it.</summary>
public sealed class EditTests : IDisposable
{
    private const string Upstream = "  source:\n    kind: upstream-image\n    location: docker.io/library/redis\n    version_scheme: upstream-tag\n";

    private readonly SampleRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Metadata_of_three_modules_is_derived_and_nothing_else_is_touched()
    {
        foreach (var module in (string[])["minio", "redis", "postgres"]) Strip(module);
        await CommitAsync();
        var dry = await EditAsync("derive", "minio", "redis", "postgres", "--dry-run");
        Assert.Equal(0, dry.ExitCode);
        Assert.Contains("--- a/modules/minio/module.yaml\n+++ b/modules/minio/module.yaml\n@@ ", dry.Output, StringComparison.Ordinal);
        Assert.Equal("", await GitAsync("status", "--porcelain"));

        var edit = await EditAsync("derive", "minio", "redis", "postgres");
        Assert.Equal((0, ""), (edit.ExitCode, edit.Error));
        Assert.Contains("3 modules: 3 written", edit.Output, StringComparison.Ordinal);
        Assert.Equal(" M modules/minio/module.yaml\n M modules/postgres/module.yaml\n M modules/redis/module.yaml\n", await GitAsync("status", "--porcelain"));
        Assert.Equal(
            [
                "+  source:", "+    kind: upstream-image", "+    location: docker.io/library/redis", "+    version_scheme: upstream-tag",
                "+  artifact:", "+    kind: oci-image", "+    registry: upstream-registry", "+    reference: docker.io/library/redis:7.4", "+    update_policy: manual",
            ],
            await ChangedLinesAsync("redis"));
        Assert.Contains("+    reference: quay.io/minio/minio:RELEASE.2025-04-22T22-12-26Z", await ChangedLinesAsync("minio"));
        Assert.Contains("+    digest: sha256:04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301", await ChangedLinesAsync("postgres"));
        Assert.DoesNotContain(await ChangedLinesAsync("postgres"), line => line.StartsWith('-'));
        await IsValidAsync();

        var again = await EditAsync("derive", "minio", "redis", "postgres");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("3 modules: 3 with nothing to do", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_breaks_a_byte_order_mark_comments_and_a_missing_last_break_stay()
    {
        Strip("redis");
        var path = _root.PathOf("modules/redis/module.yaml");
        var text = File.ReadAllText(path).Replace("  risk:\n", "\n  # Who suffers.\n  risk: # see the runbook\n", StringComparison.Ordinal);
        File.WriteAllText(path, "\uFEFF# Redis, for \u00e9veryone 🐲\n" + text.TrimEnd('\n').ReplaceLineEndings("\r\n"));
        await CommitAsync();
        var before = File.ReadAllBytes(path);
        Assert.Equal(0, (await EditAsync("derive", "redis")).ExitCode);
        var after = File.ReadAllBytes(path);
        var added = "\r\n" + (Upstream + "  artifact:\n    kind: oci-image\n    registry: upstream-registry\n    reference: docker.io/library/redis:7.4\n    update_policy: manual").ReplaceLineEndings("\r\n");
        var place = before.AsSpan().IndexOf("\r\n\r\n  # Who suffers."u8);
        Assert.Equal([.. before[..place], .. Encoding.UTF8.GetBytes(added), .. before[place..]], after);
        Assert.Equal(9, (await ChangedLinesAsync("redis")).Length);
        await IsValidAsync();
        await EditAsync("derive", "redis");
        Assert.Equal(after, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task What_a_host_runs_is_recorded_with_the_time_at_which_it_was_seen()
    {
        await CommitAsync();
        var edit = await EditAsync("record", "honcho-api", "mirotalk-admin", "--json");
        Assert.Equal(0, edit.ExitCode);
        await IsOfSchemaAsync(edit.Output);
        var honcho = JsonElement.Parse(edit.Output).GetProperty("edits")[0];
        var observed = honcho.GetProperty("observedAt").GetDateTimeOffset();
        Assert.Equal(
            [
                "-    image_observed: ghcr.io/plastic-labs/honcho:3.0.6",
                "+    image_observed: ghcr.io/plastic-labs/honcho:3.0.3@sha256:b8ea97a168bc70cc0ccb77332395822b07da233fd46c71397dfd98a0cfd2964f",
                "-    image_audit_ts: \"2026-05-02T00:00:00Z\"",
                $"+    image_audit_ts: \"{observed:yyyy-MM-dd'T'HH:mm:ss'Z'}\"",
            ],
            (await ChangedLinesAsync("honcho-api")).OrderBy(line => line.IndexOf("audit", StringComparison.Ordinal)).ThenByDescending(line => line[0]));
        // Built on the host: there is no digest to record, and that is said.
        Assert.Contains("image_audit_ts", Assert.Single(await ChangedLinesAsync("mirotalk-admin"), line => line[0] == '+'), StringComparison.Ordinal);
        Assert.Contains("built locally", JsonElement.Parse(edit.Output).GetProperty("edits")[1].GetProperty("remarks")[0].GetString(), StringComparison.Ordinal);
        await IsValidAsync();
        Assert.Contains("2 with nothing to do", (await EditAsync("record", "honcho-api", "mirotalk-admin")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_is_declared_where_the_host_proves_it()
    {
        _root.Edit("modules/redis/module.yaml", "    digest: sha256:67bebc378a5fe9ceabc66178caf115a6ded8d219161b57586c4035ff8bc0edab\n", "");
        _root.Edit("modules/honcho-api/module.yaml", "    digest: sha256:392bcb1aa4056bdf0d9053ff79970ef0cc592d0fb7bec7c21933a5b42e10ee37\n", "");
        await CommitAsync();
        var edit = await EditAsync("digest", "redis", "honcho-api", "minio");
        Assert.Equal(8, edit.ExitCode);
        Assert.Equal(["+    digest: sha256:67bebc378a5fe9ceabc66178caf115a6ded8d219161b57586c4035ff8bc0edab"], await ChangedLinesAsync("redis"));
        Assert.Contains("modules/honcho-api/module.yaml:31:16: EDIT_NOT_PROVEN: The digest is not proven: rs2000 runs ghcr.io/plastic-labs/honcho:3.0.3", edit.Output, StringComparison.Ordinal);
        Assert.Empty(await ChangedLinesAsync("honcho-api"));
        Assert.Contains("3 modules: 1 written, 1 with nothing to do, 1 refused", edit.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    image_observed: redis:7.4\n", "    image_observed: redis\n", 19, 21, "EDIT_IMAGE_NOT_MAPPED", "has no tag")]
    [InlineData("    image_observed: redis:7.4\n", "    image_observed: redis:${TAG:-7.4}\n", 19, 21, "EDIT_IMAGE_NOT_MAPPED", "a variable")]
    [InlineData("    image_observed: redis:7.4\n", "    image_observed: localhost:5000/redis:7.4\n", 19, 21, "EDIT_IMAGE_NOT_MAPPED", "localhost")]
    [InlineData("    image_build: upstream\n", "    image_build: local\n", 18, 18, "EDIT_IMAGE_BUILT", "locally")]
    [InlineData("    image_observed: redis:7.4\n", "    image_observed: redis:7.2\n", 19, 21, "EDIT_WOULD_BE_INVALID", "ARTIFACT_COMPOSE_DISAGREE")]
    [InlineData("\nspec:\n", "\nspec: &all\n", 6, 7, "EDIT_YAML_ANCHOR", "anchor")]
    [InlineData("  risk:\n", "  risk:\t# tab\n", 22, 8, "EDIT_YAML_TAB", "tab")]
    [InlineData("\nowner:", "\nowner: x\nowner:", 6, 1, "YAML_DUPLICATE_KEY", "second time")]
    [InlineData("schema_version: 2\n", "schema_version: 2\n---\n", 2, 1, "YAML_MULTIPLE_DOCUMENTS", "second document")]
    public async Task What_cannot_be_done_is_refused_with_place_and_reason(string old, string replacement, int line, int column, string code, string reason)
    {
        Strip("redis");
        _root.Edit("modules/redis/module.yaml", old, replacement);
        await CommitAsync();
        var edit = await EditAsync("derive", "redis", "minio", "--json");
        Assert.Equal(8, edit.ExitCode);
        await IsOfSchemaAsync(edit.Output);
        var refusal = JsonElement.Parse(edit.Output).GetProperty("edits")[1].GetProperty("refusal");
        Assert.Equal(("modules/redis/module.yaml", line, column, code), (
            refusal.GetProperty("file").GetString(), refusal.GetProperty("line").GetInt32(), refusal.GetProperty("column").GetInt32(), refusal.GetProperty("code").GetString()));
        Assert.Contains(reason, refusal.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains($"modules/redis/module.yaml:{line}:{column}: {code}: ", (await EditAsync("derive", "redis")).Output, StringComparison.Ordinal);
        Assert.Equal("", await GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task Hosts_that_are_not_reached_are_told_from_what_is_refused()
    {
        File.Delete(_root.PathOf("observations/rs2000.json"));
        await CommitAsync();
        var none = await EditAsync("record", "redis", "minio", "--json");
        Assert.Equal(5, none.ExitCode);
        await IsOfSchemaAsync(none.Output);
        Assert.Equal(8, (await EditAsync("record", "redis", "mirotalk-p2p", "--dry-run")).ExitCode);
        Assert.Equal(0, (await EditAsync("record", "mirotalk-p2p", "--dry-run")).ExitCode);
        Assert.Equal(0, (await EditAsync("derive", "redis")).ExitCode); // which asks no host
        Assert.Equal("", await GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task Digests_are_asked_of_registries_where_that_is_wanted()
    {
        DockerRegistry.SkipIfMissing();
        var folder = Directory.CreateTempSubdirectory("platform-edit-registry-").FullName;
        await using var registry = await DockerRegistry.StartAsync(folder);
        _root.Edit("hosts.yaml", "rs2000: { transport: recorded, snapshot: observations/rs2000.json, platform_dir: /srv/platform }", "rs2000: { transport: local }");
        foreach (var (module, reference) in (ReadOnlySpan<(string, string)>)[("redis", "team/app:1.0"), ("minio", "team/none:1")])
        {
            Strip(module);
            _root.Edit($"modules/{module}/module.yaml", "  risk:\n", $"  artifact:\n    kind: oci-image\n    registry: upstream-registry\n    reference: {registry.Authority}/{reference} # ours\n    update_policy: manual\n  risk:\n");
        }

        await CommitAsync();
        Dictionary<string, string?> environment = new() { ["DOCKER_CONFIG"] = folder };
        var edit = await Command.RunAsync(Repository.Platformctl, ["edit", "digest", "redis", "minio", "--registry", "--json", "--root", _root.Path], _root.Path, environment);
        Assert.True(edit.ExitCode == 8, edit.ToString());
        await IsOfSchemaAsync(edit.Output);
        using var document = JsonDocument.Parse(edit.Output);
        Assert.Equal(
            [("minio", "Refused", registry.Authority), ("redis", "Written", registry.Authority)],
            document.RootElement.GetProperty("edits").EnumerateArray().Select(e => (e.GetProperty("module").GetString(), e.GetProperty("status").GetString(), e.GetProperty("registry").GetString())));
        Assert.Equal([$"+    digest: {registry.Index}"], await ChangedLinesAsync("redis"));
        Assert.Empty(await ChangedLinesAsync("minio"));

        _root.Edit("modules/minio/module.yaml", registry.Authority, "127.0.0.1:1");
        var gone = await Command.RunAsync(Repository.Platformctl, ["edit", "digest", "minio", "--registry"], _root.Path, environment);
        Assert.Equal(5, gone.ExitCode);
        Assert.Contains("EDIT_REGISTRY_UNREACHABLE: 127.0.0.1:1", gone.Output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("edit derive needs none", "derive", "redis", "--registry")]
    [InlineData("Required argument 'MODULE' missing", "derive")]
    [InlineData("did you mean derive?", "deriv", "redis")]
    [InlineData("did you mean redis?", "derive", "rediss")]
    [InlineData("there is no option --dryrun; did you mean --dry-run?", "derive", "redis", "--dryrun")]
    public async Task Wrong_usage_edits_nothing(string words, params string[] arguments)
    {
        Strip("redis");
        await CommitAsync();
        var result = await EditAsync(arguments);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Equal("", await GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task An_invalid_manifest_is_no_refusal_and_stops_no_other()
    {
        Strip("minio");
        _root.Edit("modules/redis/module.yaml", "owner: operator", "owner: operator\nownr: operator");
        await CommitAsync();
        var result = await EditAsync("derive", "redis", "minio");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("modules/redis/module.yaml:6:1: SCHEMA_", result.Output, StringComparison.Ordinal);
        Assert.Equal(" M modules/minio/module.yaml\n", await GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task A_file_keeps_its_mode_and_a_link_out_of_the_root_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no permission bits");
        if (OperatingSystem.IsWindows()) return; // for the analyser
        var (redis, minio) = (_root.PathOf("modules/redis/module.yaml"), _root.PathOf("modules/minio/module.yaml"));
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupWrite | UnixFileMode.OtherRead;
        Strip("redis");
        Strip("minio");
        File.SetUnixFileMode(redis, mode);
        var outside = Path.Combine(Directory.CreateTempSubdirectory("platform-outside-").FullName, "module.yaml");
        File.Move(minio, outside);
        File.CreateSymbolicLink(minio, outside);
        var text = File.ReadAllText(outside);
        var edit = await EditAsync("derive", "redis", "minio");
        Assert.Equal(8, edit.ExitCode);
        Assert.Contains("PATH_OUTSIDE_ROOT", edit.Output, StringComparison.Ordinal);
        Assert.Contains("1 written, 1 refused", edit.Output, StringComparison.Ordinal);
        Assert.Equal(mode, File.GetUnixFileMode(redis));
        Assert.Equal(text, File.ReadAllText(outside));
        Directory.Delete(Path.GetDirectoryName(outside)!, recursive: true);
    }

    /// <summary>Takes <c>source</c> and <c>artifact</c> out of a manifest.</summary>
    private void Strip(string module)
    {
        var path = _root.PathOf($"modules/{module}/module.yaml");
        List<string> kept = [];
        var isTaken = false;
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ') isTaken = line is "  source:" or "  artifact:";
            if (!isTaken) kept.Add(line);
        }

        File.WriteAllText(path, string.Join('\n', kept) + "\n");
    }

    private Task<CommandResult> EditAsync(params string[] arguments) => Command.PlatformctlAsync(_root.Path, ["edit", .. arguments]);

    private async Task IsValidAsync()
    {
        var valid = await Command.PlatformctlAsync(_root.Path, "validate", "all");
        Assert.True(valid.ExitCode == 0, valid.ToString());
    }

    private async Task IsOfSchemaAsync(string json)
    {
        var file = Path.Combine(_root.Path, "..", Path.GetFileName(_root.Path) + "-edit.json");
        File.WriteAllText(file, json);
        var valid = await Command.RunAsync(Repository.Platformctl, ["validate", "--schema", Repository.File("schema", "edit.schema.json"), file], Repository.Path);
        File.Delete(file);
        Assert.True(valid.ExitCode == 0, valid + json);
    }

    private async Task CommitAsync()
    {
        await GitAsync("init", "--quiet");
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "fleet");
    }

    /// <summary>The lines that git says are new or gone in a manifest.</summary>
    private async Task<string[]> ChangedLinesAsync(string module) =>
    [
        .. (await GitAsync("diff", "--unified=0", "--", $"modules/{module}/module.yaml")).Split('\n')
            .Where(line => line is ['+' or '-', ..] && !line.StartsWith("+++", StringComparison.Ordinal) && !line.StartsWith("---", StringComparison.Ordinal)).Select(line => line.TrimEnd('\r')),
    ];

    private async Task<string> GitAsync(params string[] arguments)
    {
        var result = await Command.RunAsync("git", ["-c", "core.autocrlf=false", .. arguments], _root.Path);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }
}
