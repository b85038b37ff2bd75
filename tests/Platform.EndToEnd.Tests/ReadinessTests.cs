using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.EndToEnd;

/// <summary><c>platformctl readiness</c> as a user runs it (R5.1).</summary>
public sealed class ReadinessTests : IDisposable
{
    private static readonly string[] Tiers = ["0-platform-substrate", "1-iskra-value-layer", "2-tools-products-modules"];

    private readonly string _root = Directory.CreateTempSubdirectory("platform-ready-").FullName;

    /// <summary>88 modules of three tiers, every third of them stateful; the first six carry source and artifact.</summary>
    private void WriteTheRealCase()
    {
        var services = new StringBuilder("services:\n");
        for (var i = 0; i < 88; i++)
        {
            services.Append("  service-").Append(i).Append(": { image: 'redis:7.4' }\n");
            Write($"modules/module-{i}/module.yaml", Manifest(i));
        }

        Write("compose/compose.yaml", services.ToString());
    }

    private static string Manifest(int i) => $$"""
        schema_version: 2
        id: module-{{i}}
        name: Module {{i}}
        tier: {{Tiers[i % 3]}}
        owner: operator
        spec:
          runtime:
            host: rs2000
            orchestrator: docker-compose
            compose_file: compose/compose.yaml
            compose_service: service-{{i}}
            statefulness: {{(i % 4 == 0 ? "stateful" : "stateless")}}
            image_observed: redis:7.4
        {{(i < 6 ? "  source: { kind: upstream-image, location: docker.io/library/redis, version_scheme: upstream-tag }\n  artifact: { kind: oci-image, registry: upstream-registry, reference: 'redis:7.4', update_policy: manual }\n" : "")}}
        """;

    [Fact]
    public async Task The_real_case_gives_its_figures_in_text_and_in_json()
    {
        WriteTheRealCase();
        var text = await Command.PlatformctlAsync(_root, "readiness");
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Matches(new Regex("^OF 88 MODULES +WITH +WITHOUT$", RegexOptions.Multiline), text.Output);
        Assert.Matches(new Regex("^source +6 +82$", RegexOptions.Multiline), text.Output);
        Assert.Matches(new Regex("^artifact +6 +82$", RegexOptions.Multiline), text.Output);
        Assert.Matches(new Regex("^0 +88 +blocked$", RegexOptions.Multiline), text.Output);
        Assert.Contains("88 modules: 88 blocked", text.Output, StringComparison.Ordinal);
        Assert.Matches(new Regex("^next 1: source, artifact of 82 modules$", RegexOptions.Multiline), text.Output);
        Assert.Contains("  platformctl edit derive module-10 ", text.Output, StringComparison.Ordinal);
        Assert.Contains("  platformctl edit digest module-0 ", text.Output, StringComparison.Ordinal);

        var json = await Command.PlatformctlAsync(_root, "readiness", "--json");
        using var document = JsonDocument.Parse(json.Output);
        var summary = document.RootElement.GetProperty("summary");
        Assert.Equal("platform.readiness/1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal(0, document.RootElement.GetProperty("exitCode").GetInt32());
        foreach (var (name, number) in ((string, int)[])[("modules", 88), ("withSource", 6), ("withArtifact", 6), ("missingSource", 82), ("missingArtifact", 82), ("withDigest", 0), ("missingDigest", 88), ("stateful", 22), ("missingRestoreEvidence", 22)])
            Assert.Equal((name, number), (name, summary.GetProperty(name).GetInt32()));
        Assert.Equal(3, summary.GetProperty("byTier").GetArrayLength());
        Assert.Equal(82, document.RootElement.GetProperty("modules").EnumerateArray().Count(m => !m.GetProperty("hasSource").GetBoolean()));
        await AssertValidAsync(json.Output);
    }

    [Fact]
    public async Task Compares_with_an_earlier_document()
    {
        WriteTheRealCase();
        var earlier = Path.Combine(_root, "earlier.json");
        await File.WriteAllTextAsync(earlier, (await Command.PlatformctlAsync(_root, "readiness", "--json")).Output, TestContext.Current.CancellationToken);
        Assert.Contains("nothing has changed", (await Command.PlatformctlAsync(_root, "readiness", "--since", earlier)).Output, StringComparison.Ordinal);

        Directory.Delete(Path.Combine(_root, "modules/module-9"), recursive: true);
        Write("modules/module-5/module.yaml", Manifest(5).Replace("reference: 'redis:7.4'", $"reference: 'redis:7.4', digest: 'sha256:{new string('a', 64)}'", StringComparison.Ordinal));
        var now = await Command.PlatformctlAsync(_root, "readiness", "--since", earlier);
        Assert.Equal(0, now.ExitCode);
        Assert.Contains("  module-5: wave 1, was blocked by digest", now.Output, StringComparison.Ordinal);
        Assert.Contains("  module-9: removed, was blocked", now.Output, StringComparison.Ordinal);
        await AssertValidAsync((await Command.PlatformctlAsync(_root, "readiness", "--since", earlier, "--json")).Output);

        var other = await Command.PlatformctlAsync(_root, "readiness", "--since", Repository.File("observations", "rs2000.json"));
        Assert.Equal((1, ""), (other.ExitCode, other.Output));
        Assert.Contains("it is platform.snapshot/", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_of_another_fleet_is_not_compared_with()
    {
        WriteTheRealCase();
        using var sample = new SampleRoot();
        var other = Path.Combine(_root, "other.json");
        await File.WriteAllTextAsync(other, (await Command.PlatformctlAsync(sample.Path, "readiness", "--json")).Output, TestContext.Current.CancellationToken);
        var result = await Command.PlatformctlAsync(_root, "readiness", "--since", other);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("is of another fleet: none of its 16 modules is in", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_reached_makes_nothing_ready()
    {
        using var sample = new SampleRoot();
        var whole = await Command.PlatformctlAsync(sample.Path, "readiness", "--drift", "--json");
        Assert.Equal(0, whole.ExitCode);
        Assert.Equal("Drifted", DriftOf(whole, "honcho-api"));
        Assert.Equal("NoDrift", DriftOf(whole, "edge"));
        Assert.Null(DriftOf(whole, "tailscale"));
        await AssertValidAsync(whole.Output);

        File.Delete(sample.PathOf("observations/vps1000.json"));
        var some = await Command.PlatformctlAsync(sample.Path, "readiness", "--drift", "--json");
        Assert.Equal(8, some.ExitCode);
        Assert.Equal(("NotKnown", 0), (DriftOf(some, "edge"), WaveOf(some, "edge")));
        File.Delete(sample.PathOf("observations/rs2000.json"));
        Assert.Equal(5, (await Command.PlatformctlAsync(sample.Path, "readiness", "--drift")).ExitCode);
        Assert.Equal(0, (await Command.PlatformctlAsync(sample.Path, "readiness")).ExitCode);
    }

    [Fact]
    public async Task Named_modules_are_told_in_sentences_with_their_commands()
    {
        var result = await Command.PlatformctlAsync(Repository.Path, "readiness", "uptime-kuma");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("uptime-kuma: source: spec.source is not declared; it follows from image_observed louislam/uptime-kuma:", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n  platformctl edit derive uptime-kuma\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n  a person: $EDITOR modules/uptime-kuma/module.yaml\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_manifest_is_told_counted_apart_and_fails()
    {
        WriteTheRealCase();
        Write("modules/module-7/module.yaml", "schema_version: 2\n");
        var result = await Command.PlatformctlAsync(_root, "readiness", "--json");
        Assert.Equal(1, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        var summary = document.RootElement.GetProperty("summary");
        Assert.Equal((87, 1), (summary.GetProperty("modules").GetInt32(), summary.GetProperty("invalid").GetInt32()));
        Assert.Contains("modules/module-7/module.yaml:1:1: error", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no module 'nope'", "readiness", "nope")]
    [InlineData("no module 'nope*'", "readiness", "nope*")]
    [InlineData("does not exist", "readiness", "--since", "nope.json")]
    [InlineData("did you mean --since?", "readiness", "--sinc", "x")]
    public async Task What_means_nothing_is_an_error(string words, params string[] arguments)
    {
        var result = await Command.PlatformctlAsync(Repository.Path, arguments);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string? DriftOf(CommandResult result, string module) => Module(result, module).GetProperty("drift").GetString();

    private static int WaveOf(CommandResult result, string module) => Module(result, module).GetProperty("wave").GetInt32();

    private static JsonElement Module(CommandResult result, string id)
    {
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.GetProperty("modules").EnumerateArray().Single(m => m.GetProperty("module").GetString() == id).Clone();
    }

    private async Task AssertValidAsync(string json)
    {
        var file = Path.Combine(_root, "valid.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        var valid = await Command.RunAsync(Repository.Platformctl, ["validate", "--schema", Repository.File("schema", "readiness.schema.json"), file], Repository.Path);
        Assert.True(valid.ExitCode == 0, valid.ToString());
    }

    private void Write(string relative, string text)
    {
        var path = Path.Combine(_root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
