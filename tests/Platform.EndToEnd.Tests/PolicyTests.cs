using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary><c>platformctl policy</c> as an operator, or a pipeline, runs it (R4).</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly SampleRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task The_sample_fleet_passes_and_what_it_accepts_is_shown()
    {
        var result = await Command.PlatformctlAsync(Repository.Path, "policy");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.DoesNotContain("docker-sock-bind", result.Output, StringComparison.Ordinal);
        Assert.Contains("; 1 acknowledged", result.Output, StringComparison.Ordinal);
        result = await Command.PlatformctlAsync(Repository.Path, "policy", "--include-acknowledged");
        Assert.Matches(@"(?m)^compose/video/compose\.yaml:\d+:9: acknowledged high docker-sock-bind: .*accepted by operator, 2026-05-02: Restarting", result.Output);
    }

    [Fact]
    public async Task A_finding_that_is_bad_enough_makes_the_exit_code_2()
    {
        _root.Edit("compose/video/compose.yaml", "127.0.0.1:9999:3000", "9999:3000");
        var result = await Command.PlatformctlAsync(_root.Path, "policy", "mirotalk-admin");
        Assert.Equal((2, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"(?m)^compose/video/compose\.yaml:24:9: high port-exposed: service mirotalk-admin publishes 9999:3000 on all interfaces", result.Output);
        Assert.Equal(0, (await Command.PlatformctlAsync(_root.Path, "policy", "mirotalk-admin", "--fail-on", "critical")).ExitCode);
        Assert.Equal(0, (await Command.PlatformctlAsync(_root.Path, "policy", "redis")).ExitCode);

        var json = JsonDocument.Parse((await Command.PlatformctlAsync(_root.Path, "policy", "mirotalk-admin", "--json")).Output).RootElement;
        Assert.Equal(("platform.policy/1", 2), (json.GetProperty("schema").GetString(), json.GetProperty("exitCode").GetInt32()));
        var accepted = json.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("rule").GetString() == "docker-sock-bind");
        Assert.True(accepted.GetProperty("acknowledged").GetBoolean());
        Assert.Equal(("high", "mirotalk-admin", "operator"), (accepted.GetProperty("severity").GetString(), accepted.GetProperty("module").GetString(), accepted.GetProperty("acknowledgement").GetProperty("by").GetString()));
    }

    [Fact]
    public async Task A_lapsed_acknowledgement_brings_its_finding_back()
    {
        _root.Edit("modules/mirotalk-admin/module.yaml", "internet_exposed: true }", "host: vps1000 }");
        var result = await Command.PlatformctlAsync(_root.Path, "policy", "mirotalk-admin");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("high docker-sock-bind: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("review_when host: vps1000 has come true", result.Output, StringComparison.Ordinal);
        Assert.Contains("high risk-lapsed: ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_is_a_baseline_and_what_is_gone_from_it_is_said()
    {
        _root.Edit("compose/video/compose.yaml", "127.0.0.1:9999:3000", "9999:3000");
        var baseline = _root.PathOf("baseline.json");
        await File.WriteAllTextAsync(baseline, (await Command.PlatformctlAsync(_root.Path, "policy", "--json")).Output, TestContext.Current.CancellationToken);
        var result = await Command.PlatformctlAsync(_root.Path, "policy", "--baseline", baseline, "--fail-on", "low");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.DoesNotContain("port-exposed", result.Output, StringComparison.Ordinal);

        _root.Edit("compose/video/compose.yaml", "- 9999:3000", "- 127.0.0.1:9999:3000");
        _root.Edit("compose/data/compose.yaml", "  postgres:\n", "  postgres:\n    privileged: true\n");
        result = await Command.PlatformctlAsync(_root.Path, "policy", "--baseline", baseline);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("stale in the baseline: port-exposed of mirotalk-admin", result.Output, StringComparison.Ordinal);
        Assert.Contains("high privileged-container: service postgres", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policies/policy.yaml", "schema_version: 1\nfail_on: urgent\n", "policies/policy.yaml:2:10: error SCHEMA_ENUM")]
    [InlineData("policies/policy.yaml", "schema_version: 1\ndisabled: [{ rule: limits-missing }]\n", "policies/policy.yaml:2:12: error SCHEMA_REQUIRED")]
    [InlineData("compose/tools/compose.yaml", "services: [\n", "error COMPOSE_FILE_UNREADABLE: compose/tools/compose.yaml")]
    [InlineData("modules/redis/module.yaml", "id: redis\n", "modules/redis/module.yaml:1:1: error SCHEMA_REQUIRED")]
    public async Task What_cannot_be_judged_is_named_with_its_place_and_exits_1(string file, string text, string said)
    {
        Directory.CreateDirectory(_root.PathOf("policies"));
        await File.WriteAllTextAsync(_root.PathOf(file), text, TestContext.Current.CancellationToken);
        foreach (var arguments in (string[][])[["policy"], ["policy", "--json"]])
        {
            var result = await Command.PlatformctlAsync(_root.Path, arguments);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains(said, result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_baseline_that_is_none_is_named_with_its_place()
    {
        var result = await Command.PlatformctlAsync(Repository.Path, "policy", "--baseline", Repository.File("schema", "drift.schema.json"));
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("drift.schema.json:1:1: error SCHEMA_", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_hosts_run_is_judged_where_that_is_asked_for()
    {
        // The manifest no longer says what the recorded container has.
        _root.Edit("compose/video/compose.yaml", "      - /var/run/docker.sock:/var/run/docker.sock", "      - ./data:/data");
        var result = await Command.PlatformctlAsync(_root.Path, "policy", "mirotalk-admin", "--include-acknowledged");
        Assert.DoesNotContain("container ", result.Output, StringComparison.Ordinal);
        result = await Command.PlatformctlAsync(_root.Path, "policy", "mirotalk-admin", "--include-acknowledged", "--live");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("acknowledged high docker-sock-bind: container home-platform-mirotalk-admin-1 has the engine's socket", result.Output, StringComparison.Ordinal);

        _root.Edit("hosts.yaml", "observations/vps1000.json", "observations/gone.json");
        result = await Command.PlatformctlAsync(_root.Path, "policy", "mirotalk-admin", "--live");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error HOST_NOT_REACHED: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_are_listed_and_explained_without_a_root()
    {
        var list = await Command.RunAsync(Repository.Platformctl, ["policy", "rules"], "/");
        Assert.Equal((0, ""), (list.ExitCode, list.Error));
        foreach (var id in list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]))
        {
            var page = await Command.RunAsync(Repository.Platformctl, ["policy", "explain", id], "/");
            Assert.Equal(0, page.ExitCode);
            Assert.StartsWith($"# {id}\n", page.Output, StringComparison.Ordinal);
        }
    }
}
