using System.Text.Json;
using Platform.EndToEnd.Faults;

namespace Platform.EndToEnd;

/// <summary><c>platformctl init</c>, <c>ps</c> and <c>adopt</c> as a user runs them, on recorded hosts and a docker of our own (R8).</summary>
public sealed class AdoptTests : IDisposable
{
    private const string Us = "\\037";

    private readonly SampleRoot _root = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-adopt-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_folder_becomes_a_root_and_stays_as_it_is_the_second_time()
    {
        var place = Path.Combine(_folder, "new", "fleet");
        var first = await Command.RunAsync(Repository.Platformctl, ["init", place, "--json"], _folder);
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        using var document = JsonDocument.Parse(first.Output);
        Assert.Equal("platform.init/1", document.RootElement.GetProperty("schema").GetString());
        await IsValidAsync("init", first.Output);
        Assert.All(document.RootElement.GetProperty("files").EnumerateArray(), file => Assert.True(File.Exists(Path.Combine(place, file.GetProperty("path").GetString()!))));

        var validation = await Command.PlatformctlAsync(place, "validate", "all");
        Assert.Equal((0, "1 file: 1 valid, 0 invalid; 0 errors, 0 warnings"), (validation.ExitCode, validation.Output.Trim()));

        await File.WriteAllTextAsync(Path.Combine(place, "hosts.yaml"), "# mine\nschema_version: 1\nhosts: { a: { transport: local } }\n", Token);
        var second = await Command.RunAsync(Repository.Platformctl, ["init", place], _folder);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("hosts.yaml (was there, and is as it was)", second.Output, StringComparison.Ordinal);
        Assert.StartsWith("# mine", await File.ReadAllTextAsync(Path.Combine(place, "hosts.yaml"), Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--forse", "there is no option --forse")]
    [InlineData("file", "is a file; name a folder")]
    public async Task What_is_no_folder_is_refused(string word, string sentence)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "", Token);
        var result = await Command.RunAsync(Repository.Platformctl, ["init", word], _folder);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_whose_module_is_gone_is_undeclared_and_can_be_adopted_again()
    {
        Directory.Delete(_root.PathOf("modules/redis"), recursive: true);
        var ps = await Command.PlatformctlAsync(_root.Path, "ps", "--undeclared", "--json");
        Assert.Equal(0, ps.ExitCode);
        await IsValidAsync("containers", ps.Output);
        var container = Assert.Single(JsonDocument.Parse(ps.Output).RootElement.GetProperty("containers").EnumerateArray());
        Assert.Equal(("home-platform-redis-1", false), (container.GetProperty("name").GetString(), container.GetProperty("declared").GetBoolean()));

        var dry = await Command.PlatformctlAsync(_root.Path, "adopt", "rs2000", "--dry-run", "--json");
        Assert.Equal(0, dry.ExitCode);
        await IsValidAsync("adopt", dry.Output);
        Assert.False(Directory.Exists(_root.PathOf("modules/redis")));

        var adopted = await Command.PlatformctlAsync(_root.Path, "adopt", "rs2000", "--tier", "0-platform-substrate", "--owner", "operator");
        Assert.Equal(0, adopted.ExitCode);
        Assert.Contains("1 service of rs2000: 1 written", adopted.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Command.PlatformctlAsync(_root.Path, "validate", "all")).ExitCode);
        var drift = await Command.PlatformctlAsync(_root.Path, "drift-check", "redis", "--json");
        Assert.Equal("InSync", JsonDocument.Parse(drift.Output).RootElement.GetProperty("modules")[0].GetProperty("status").GetString());
        Assert.Contains("there is nothing to adopt", (await Command.PlatformctlAsync(_root.Path, "adopt", "rs2000")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adopt rs200", "no host 'rs200'")]
    [InlineData("adopt rs2000 --project home-platfrm", "there is no project 'home-platfrm' (did you mean home-platform?) on rs2000")]
    [InlineData("adopt rs2000 --tier lab", "'lab' is no tier")]
    [InlineData("ps rs200", "no host 'rs200'")]
    [InlineData("ps --tier 7-x", "no module of")]
    [InlineData("ps --status runing", "there is no status 'runing'; did you mean Running?")]
    [InlineData("drift-check --host rs200", "no host 'rs200'")]
    [InlineData("drift-check --tier 0-platform-substrat", "did you mean 0-platform-substrate?")]
    [InlineData("drift-check --status drift", "there is no status 'drift'")]
    [InlineData("validate --host nowhere*", "is on nowhere*")]
    [InlineData("readiness --status redy", "did you mean Ready?")]
    [InlineData("policy --tier 9-x", "is in tier '9-x'")]
    [InlineData("edit derive all --host x", "no host 'x'")]
    public async Task A_word_that_means_nothing_is_an_error(string words, string sentence)
    {
        var result = await Command.PlatformctlAsync(_root.Path, words.Split(' '));
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact] // plan says with 1 that there is drift
    public async Task A_word_that_means_nothing_to_plan_is_2() => Assert.Equal(2, (await Command.PlatformctlAsync(_root.Path, "plan", "--tier", "9-x")).ExitCode);

    [Theory]
    [InlineData("drift-check --json --host rs2000", 2, 11)]
    [InlineData("drift-check --json --status in-sync", 2, 12)]
    [InlineData("drift-check --json --tier 0*", 0, 8)]
    [InlineData("readiness --json --tier 0* --status blocked", 0, null)]
    [InlineData("policy --json --host vps1000 --status open", 0, null)]
    public async Task Filters_choose_what_is_shown_and_hide_no_exit_code(string words, int exitCode, int? modules)
    {
        var result = await Command.PlatformctlAsync(_root.Path, words.Split(' '));
        Assert.Equal(exitCode, result.ExitCode);
        if (modules is not null) Assert.Equal(modules, JsonDocument.Parse(result.Output).RootElement.GetProperty("modules").GetArrayLength());
    }

    [Fact] // one round trip, with a docker that lists three containers of which the root wants one
    public async Task What_else_runs_is_listed_with_drift_and_costs_no_further_question()
    {
        var programs = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        FakeProgram.Write(programs, "docker", $$$"""
            #!/bin/sh
            echo "$*" >>{{{_folder}}}/asked
            case $1 in
              version) echo '{"Server":{"Version":"28.0.0","ApiVersion":"1.48","Os":"linux","Arch":"amd64"}}' ;;
              ps) printf '{{{Listed('a', "alone", "", "")}}}{{{Listed('b', "link,shop-db-1/link,shop-db-1", "shop", "d b")}}}' ;;
            esac
            """);
        await File.WriteAllTextAsync(_root.PathOf("hosts.yaml"), "schema_version: 1\nhosts:\n  rs2000: { transport: local }\n  vps1000: { transport: local }\n", Token);
        var environment = new Dictionary<string, string?>(Command.Trusting(_root.Path), StringComparer.Ordinal) { ["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}" };
        var whole = await Command.RunAsync(Repository.Platformctl, ["drift-check", "--json", "--root", _root.Path], _folder, environment);
        var undeclared = JsonDocument.Parse(whole.Output).RootElement.GetProperty("undeclared").EnumerateArray().Where(u => u.GetProperty("host").GetString() == "rs2000").ToArray();
        Assert.Equal([("alone", null, null), ("link", "shop", "d b")], undeclared.Select(u => u.GetProperty("live").GetProperty("containers")[0]).Select(c => (c.GetProperty("containerName").GetString(), Text(c, "composeProject"), Text(c, "composeService"))));
        Assert.All(undeclared, u => Assert.Equal("CONTAINER_UNDECLARED", u.GetProperty("findings")[0].GetProperty("code").GetString()));
        Assert.DoesNotContain("inspect", await File.ReadAllTextAsync(Path.Combine(_folder, "asked"), Token), StringComparison.Ordinal);

        var some = await Command.RunAsync(Repository.Platformctl, ["drift-check", "redis", "--json", "--root", _root.Path], _folder, environment);
        Assert.Equal(0, JsonDocument.Parse(some.Output).RootElement.GetProperty("undeclared").GetArrayLength());
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Listed(char id, string names, string project, string service) =>
        string.Concat(new string(id, 64), Us, names, Us, $"\"{project}\"", Us, $"\"{service}\"", Us, "\"\"", Us, "\"\"", Us, "\"\"", Us, "image", Us, "\"\"", Us, "\"\"", "\\n");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task IsValidAsync(string schema, string document)
    {
        var file = Path.Combine(_folder, schema + ".json");
        await File.WriteAllTextAsync(file, document, Token);
        var result = await Command.RunAsync(Repository.Platformctl, ["validate", "--schema", Repository.File($"schema/{schema}.schema.json"), file], _folder);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
