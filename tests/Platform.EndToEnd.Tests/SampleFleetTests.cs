using System.Text.Json;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.EndToEnd;

/// <summary>The sample fleet as a newcomer meets it: on its recorded snapshots, with nothing installed but the SDK.</summary>
public sealed class SampleFleetTests
{
    [Fact]
    public async Task The_drift_of_the_sample_fleet_is_honcho_api()
    {
        var result = await Command.PlatformctlAsync(Repository.Path, "drift-check");
        Assert.Equal(2, result.ExitCode);
        Assert.Matches(@"(?m)^honcho-api +rs2000 +Drifted +image\.tag: expected 3\.0\.6, actual 3\.0\.3$", result.Output);
        Assert.Matches(@"(?m)^rs2000: recorded snapshot of .* old$", result.Output);
        Assert.Equal(1, result.Output.Split('\n').Count(line => line.Contains("Drifted", StringComparison.Ordinal)));
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task Piped_output_is_plain_and_one_row_a_line()
    {
        var result = await Command.PlatformctlAsync(Repository.Path, "drift-check");
        Assert.DoesNotContain('\u001b', result.Output);
        var lines = result.Output.TrimEnd().Split('\n');
        var modules = Directory.EnumerateDirectories(Repository.File("modules")).Count();
        Assert.Equal(1 + modules, lines.TakeWhile(line => line.Length > 0).Count());
        Assert.DoesNotContain(lines, line => line.EndsWith(' '));
    }

    [Fact] // R1.7
    public async Task Every_sample_manifest_is_valid()
    {
        var result = await Command.PlatformctlAsync(Repository.Path, "validate", "all", "--json");
        Assert.Equal(0, result.ExitCode);
        var report = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(0, report.GetProperty("exitCode").GetInt32());
        Assert.True(report.GetProperty("summary").GetProperty("files").GetInt32() >= 12);
        Assert.Equal(0, report.GetProperty("diagnostics").GetArrayLength());
    }

    [Theory]
    [InlineData("drift.schema.json", "drift-check", "--json")]
    [InlineData("validation.schema.json", "validate", "--strict-v2", "--json")]
    [InlineData("policy-report.schema.json", "policy", "--json")]
    [InlineData("policy-rules.schema.json", "policy", "rules", "--json")]
    [InlineData("hosts-report.schema.json", "hosts", "--json")]
    [InlineData("plan.schema.json", "plan", "--json")]
    [InlineData("apply.schema.json", "apply", "hosts.yaml", "--json")]
    [InlineData("journal.schema.json", "journal", "--json")]
    [InlineData("edit.schema.json", "edit", "record", "all", "--dry-run", "--json")]
    [InlineData("edit.schema.json", "edit", "derive", "mirotalk-admin", "redis", "--dry-run", "--json")]
    [InlineData("readiness.schema.json", "readiness", "--drift", "--json")]
    public async Task Each_json_output_is_valid_by_its_schema(string schemaName, params string[] arguments)
    {
        var result = await Command.PlatformctlAsync(Repository.Path, arguments);
        AssertValid(schemaName, JsonReader.Parse(result.Output));
    }

    [Theory]
    [InlineData("rs2000")]
    [InlineData("vps1000")]
    public void The_recorded_snapshots_are_valid_by_their_schema(string host) =>
        AssertValid("snapshot.schema.json", JsonReader.ReadFile(Repository.File("observations", host + ".json")));

    [Fact]
    public async Task A_broken_manifest_is_named_with_its_place_and_the_fix()
    {
        using var root = new SampleRoot();
        root.Edit("modules/redis/module.yaml", "compose_file:", "compose_fil:");
        var result = await Command.PlatformctlAsync(root.Path, "validate");
        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"(?m)^modules/redis/module\.yaml:\d+:5: error SCHEMA_UNKNOWN_KEY: .*compose_fil.*Did you mean `compose_file`\?$", result.Output);
    }

    [Fact]
    public async Task A_broken_manifest_leaves_the_drift_of_the_others_and_exits_1()
    {
        using var root = new SampleRoot();
        root.Edit("modules/redis/module.yaml", "compose_file:", "compose_fil:");
        var result = await Command.PlatformctlAsync(root.Path, "drift-check");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("modules/redis/module.yaml:", result.Error, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^honcho-api +rs2000 +Drifted ", result.Output);
        Assert.DoesNotMatch(@"(?m)^redis ", result.Output);
        Assert.Contains("not compared: redis", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Command.PlatformctlAsync(root.Path, "drift-check", "minio")).ExitCode);
    }

    [Fact]
    public async Task A_broken_inventory_stops_the_work()
    {
        using var root = new SampleRoot();
        root.Edit("hosts.yaml", "transport: recorded, snapshot: observations/vps1000.json", "transport: recordd, snapshot: observations/vps1000.json");
        var result = await Command.PlatformctlAsync(root.Path, "drift-check");
        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"hosts\.yaml:\d+:\d+: error SCHEMA_\w+: .*recorded", result.Error);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task A_pipe_gets_hosts_and_modules_in_order_however_they_answer()
    {
        var result = await Command.PlatformctlAsync(Repository.Path, "drift-check");
        (string Host, string Module)[] rows = [.. result.Output.Split('\n').Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => (words[1], words[0]))];
        Assert.Equal(16, rows.Length);
        Assert.Equal(rows.OrderBy(row => row.Host, StringComparer.Ordinal).ThenBy(row => row.Module, StringComparer.Ordinal), rows);
    }

    [Fact]
    public async Task A_missing_snapshot_is_no_empty_host()
    {
        using var root = new SampleRoot();
        File.Delete(root.PathOf("observations/vps1000.json"));
        var result = await Command.PlatformctlAsync(root.Path, "drift-check");
        Assert.Equal(8, result.ExitCode);
        Assert.Matches(@"(?m)^edge +vps1000 +Unreachable +the recorded snapshot .* cannot be read$", result.Output);
    }

    [Theory]
    [InlineData("no such module", "drift-check", "nosuch")]
    [InlineData("did you mean redis?", "drift-check", "redsi")]
    [InlineData("did you mean redis?", "validate", "redsi")]
    [InlineData("hosts.yaml does not name the host nosuch", "snapshot", "nosuch")]
    [InlineData("needs at least one file", "validate", "--schema", "x.json")]
    [InlineData("--throttle", "drift-check", "--throttle", "0")]
    [InlineData("there is no option --strct", "validate", "all", "--strct")]
    [InlineData("there is no option -x", "drift-check", "-x")]
    public async Task Wrong_usage_exits_1_with_a_way_out(string words, params string[] arguments)
    {
        var result = await Command.PlatformctlAsync(Repository.Path, arguments);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(words.Replace("no such module", "no module 'nosuch'", StringComparison.Ordinal), result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Without_a_root_the_way_to_one_is_said()
    {
        var folder = Directory.CreateTempSubdirectory("platform-none-");
        var result = await Command.RunAsync(
            Repository.Platformctl, ["validate"], folder.FullName, new Dictionary<string, string?>(StringComparer.Ordinal) { ["PLATFORM_ROOT"] = null });
        folder.Delete();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("PLATFORM_ROOT", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_file_can_be_validated_against_any_schema()
    {
        var schema = Repository.File("schema", "hosts.schema.json");
        var good = await Command.RunAsync(Repository.Platformctl, ["validate", "--schema", schema, "hosts.yaml"], Repository.Path);
        Assert.Equal(0, good.ExitCode);
        var bad = await Command.RunAsync(
            Repository.Platformctl, ["validate", "--schema", schema, "hosts.yaml", "global.json", "--json"], Repository.Path);
        Assert.Equal(1, bad.ExitCode);
        var report = JsonDocument.Parse(bad.Output).RootElement;
        Assert.Equal((2, 1), (report.GetProperty("summary").GetProperty("files").GetInt32(), report.GetProperty("summary").GetProperty("invalid").GetInt32()));
        Assert.All(report.GetProperty("diagnostics").EnumerateArray(), d => Assert.Equal("global.json", d.GetProperty("file").GetString()));
    }

    private static void AssertValid(string schemaName, YamlDocument document)
    {
        Assert.Empty(document.Diagnostics);
        var schema = JsonSchema.Compile(JsonReader.ReadFile(Repository.File("schema", schemaName)).Root, new SchemaOptions { AssertFormat = true }).GetSchema();
        Assert.Empty(schema.Evaluate(document.Root).Errors);
    }
}
