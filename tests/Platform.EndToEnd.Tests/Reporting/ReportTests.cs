using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Platform.EndToEnd.Reporting;

/// <summary>Reports, differences and shards as a user makes them, on the sample fleet.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("fleet.html", "<!DOCTYPE html>")]
    [InlineData("fleet.md", "## ")]
    [InlineData("fleet.xml", "<?xml")]
    [InlineData("fleet.sarif", "{")]
    [InlineData("fleet.csv", "module,host,check")]
    [InlineData("fleet.json", "{")]
    public async Task A_report_is_written_in_the_format_that_the_name_ends_with(string name, string begins)
    {
        var result = await Command.PlatformctlAsync(Repository.Path, "report", "--out", At(name));
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
        var content = await File.ReadAllTextAsync(At(name), TestContext.Current.CancellationToken);
        Assert.StartsWith(begins, content, StringComparison.Ordinal);
        Assert.Contains("honcho-api", content, StringComparison.Ordinal);
        Assert.Contains("IMAGE_TAG_MISMATCH", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_for_people_has_a_row_a_module_and_fits_80_columns()
    {
        var result = await Command.PlatformctlAsync(Repository.Path, "report");
        Assert.Matches(@"(?m)^honcho-api +rs2000 +failing +1 high", result.Output);
        Assert.Contains("16 modules: 1 failing", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Output.Split('\n'), line => line.Length > 80);
    }

    [Fact]
    public async Task The_json_of_a_report_is_valid_by_its_schema_and_tells_what_is_new()
    {
        Assert.Equal(0, (await Command.PlatformctlAsync(Repository.Path, "report", "--out", At("old.json"))).ExitCode);
        var valid = await Command.RunAsync(Repository.Platformctl, ["validate", "--schema", Repository.File("schema", "report.schema.json"), At("old.json")], _folder);
        Assert.True(valid.ExitCode == 0, valid.ToString());
        using var root = new SampleRoot();
        root.Edit("modules/edge/module.yaml", "smoke_test:", "# smoke_test:");
        var now = await Command.PlatformctlAsync(root.Path, "report", "--no-hosts", "--since", At("old.json"), "--json");
        var since = JsonDocument.Parse(now.Output).RootElement.GetProperty("since");
        Assert.True(since.GetProperty("new").GetInt32() > 0, now.ToString());
        Assert.Equal(0, since.GetProperty("gone").EnumerateArray().Count(item => item.GetProperty("check").GetString() == "drift")); // nobody looked
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("policy")]
    [InlineData("drift-check")]
    [InlineData("readiness")]
    public async Task Verbs_print_in_formats_and_keep_their_exit_codes(string verb)
    {
        var plain = await Command.PlatformctlAsync(Repository.Path, verb);
        foreach (var format in (string[])["html", "markdown", "junit", "sarif", "csv"])
        {
            var result = await Command.PlatformctlAsync(Repository.Path, verb, "--format", format);
            Assert.Equal((plain.ExitCode, ""), (result.ExitCode, result.Error));
            Assert.NotEqual("", result.Output);
            if (format is "junit") Assert.Equal(16, XDocument.Parse(result.Output).Descendants("testcase").Count());
        }

        var json = await Command.PlatformctlAsync(Repository.Path, verb, "--format", "json");
        Assert.Equal(Timeless((await Command.PlatformctlAsync(Repository.Path, verb, "--json")).Output), Timeless(json.Output));
    }

    [Theory]
    [InlineData("there is no format 'htlm'; did you mean html?", "report", "--format", "htlm")]
    [InlineData("says no format", "report", "--out", "fleet.pdf")]
    [InlineData("a shard is K/N", "drift-check", "--shard", "5/4")]
    [InlineData("--since compares whole fleets", "report", "--shard", "1/2", "--since", "x.json")]
    [InlineData("--since compares whole fleets", "readiness", "--shard", "1/2", "--since", "x.json")]
    [InlineData("--shard splits modules by their hosts", "validate", "--shard", "1/2", "--schema", "schema/hosts.schema.json", "hosts.yaml")]
    [InlineData("it is no such", "merge", "global.json")]
    [InlineData("is not there", "diff", "no.json", "global.json")]
    [InlineData("there is no option --jsn", "diff", "--jsn", "a")]
    public async Task Wrong_usage_exits_1_with_a_way_out(string words, params string[] arguments)
    {
        var result = await Command.RunAsync(Repository.Platformctl, arguments, Repository.Path);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(words switch { "it is no such" => "it has no 'schema'", "is not there" => "no.json", _ => words }, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drift-check")]
    [InlineData("policy")]
    [InlineData("readiness")]
    [InlineData("readiness", "--drift")]
    [InlineData("validate")]
    [InlineData("report")]
    public async Task Shards_say_which_they_are_and_merge_into_one_run(params string[] verb)
    {
        const int Shards = 3;
        List<string> files = [];
        for (var number = 1; number <= Shards; number++)
        {
            var part = await Command.PlatformctlAsync(Repository.Path, [.. verb, "--shard", $"{number}/{Shards}", "--json"]);
            var json = JsonDocument.Parse(part.Output).RootElement;
            Assert.Equal((number, Shards), (json.GetProperty("shard").GetProperty("number").GetInt32(), json.GetProperty("shard").GetProperty("count").GetInt32()));
            if (json.GetProperty("shard").GetProperty("hosts").GetArrayLength() == 0) Assert.Equal(0, part.ExitCode); // of two hosts one shard at least has none
            files.Add(At($"{number}.json"));
            await File.WriteAllTextAsync(files[^1], part.Output, TestContext.Current.CancellationToken);
        }

        var whole = await Command.PlatformctlAsync(Repository.Path, [.. verb, "--json"]);
        var merged = await Command.RunAsync(Repository.Platformctl, ["merge", .. files, "--json"], _folder);
        Assert.True(whole.ExitCode == merged.ExitCode, merged.ToString());
        Assert.Equal(Timeless(whole.Output), Timeless(merged.Output));

        var incomplete = await Command.RunAsync(Repository.Platformctl, ["merge", files[0], files[2]], _folder);
        Assert.Equal((1, ""), (incomplete.ExitCode, incomplete.Output));
        Assert.Contains("shard 2/3 is missing", incomplete.Error, StringComparison.Ordinal);
        var twice = await Command.RunAsync(Repository.Platformctl, ["merge", .. files, files[0]], _folder);
        Assert.Contains("shard 1/3 is there twice", twice.Error, StringComparison.Ordinal);

        Assert.Equal(merged.ExitCode, (await Command.RunAsync(Repository.Platformctl, ["merge", .. files, "--out", At("merged.html")], _folder)).ExitCode);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(At("merged.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shard_of_a_broken_fleet_keeps_its_exit_code_and_no_module_is_lost()
    {
        using var root = new SampleRoot();
        root.Edit("modules/redis/module.yaml", "compose_file:", "compose_fil:");
        List<string> files = [];
        for (var number = 1; number <= 2; number++)
        {
            files.Add(At($"{number}.json"));
            await File.WriteAllTextAsync(files[^1], (await Command.PlatformctlAsync(root.Path, "drift-check", "--shard", $"{number}/2", "--json")).Output, TestContext.Current.CancellationToken);
        }

        var merged = await Command.RunAsync(Repository.Platformctl, ["merge", .. files, "--json"], _folder);
        Assert.Equal(1, merged.ExitCode);
        Assert.Equal(Timeless((await Command.PlatformctlAsync(root.Path, "drift-check", "--json")).Output), Timeless(merged.Output));
    }

    [Fact]
    public async Task A_snapshot_that_was_changed_is_told_fact_by_fact()
    {
        using var root = new SampleRoot();
        var old = await File.ReadAllTextAsync(Repository.File("observations", "rs2000.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(At("new.json"), old.Replace("honcho:3.0.3", "honcho:3.0.6", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var same = await Command.RunAsync(Repository.Platformctl, ["diff", Repository.File("observations", "rs2000.json"), Repository.File("observations", "rs2000.json")], _folder);
        Assert.Equal(0, same.ExitCode);
        Assert.Contains("nothing differs", same.Output, StringComparison.Ordinal);
        var result = await Command.RunAsync(Repository.Platformctl, ["diff", Repository.File("observations", "rs2000.json"), "new.json"], _folder);
        Assert.Equal(2, result.ExitCode);
        Assert.Matches(@"(?m)^  ~ container home-platform-honcho-api-1 image: \S+honcho:3\.0\.3 -> \S+honcho:3\.0\.6$", result.Output);
    }

    private string At(string name) => Path.Combine(_folder, name);

    /// <summary>A document without what differs from run to run.</summary>
    private static string Timeless(string json)
    {
        var document = JsonNode.Parse(json) ?? throw new JsonException("null");
        Strip(document);
        return document.ToJsonString();

        static void Strip(JsonNode? node)
        {
            if (node is JsonObject o)
            {
                foreach (var name in (string[])["at", "snapshotAgeSeconds", "ageSeconds", "latencySeconds", "clockOffsetSeconds"]) o.Remove(name);
                foreach (var (_, value) in o) Strip(value);
            }
            else if (node is JsonArray a)
            {
                foreach (var item in a) Strip(item);
            }
        }
    }
}
