using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Platform.Drift;
using Platform.Reporting;
using Platform.Reporting.Items;
using Platform.Reporting.Writers;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Tests.Reporting;

/// <summary>Each format: complete, valid by its own rules, and safe whatever a file or a host says.</summary>
public sealed partial class WriterTests
{
    public static TheoryData<string> Formats => [.. ReportWriters.Names];

    private static ReportItem Hostile { get; } = Reports.Item(Reports.Hostile, Reports.Hostile, message: Reports.Hostile) with
    {
        Host = Reports.Hostile,
        Subject = Reports.Hostile,
        Place = new ReportPlace($"modules/{Reports.Hostile}/module.yaml", 3, 7),
        Evidence = [new ReportEvidence("expected", Reports.Hostile)],
        Acknowledgement = Reports.Hostile,
        Detail = $"+{Reports.Hostile}\n```\n</details>\n-b",
        Fix = Reports.Hostile,
    };

    [Theory]
    [InlineData("a.html", "html")]
    [InlineData("a.HTM", "html")]
    [InlineData("a.md", "markdown")]
    [InlineData("a.junit.xml", "junit")]
    [InlineData("results.xml", "junit")]
    [InlineData("a.sarif", "sarif")]
    [InlineData("a.sarif.json", "sarif")]
    [InlineData("a.csv", "csv")]
    [InlineData("a.json", "json")]
    public void The_name_of_a_file_says_its_format(string name, string format)
    {
        Assert.True(ReportWriters.TryFindFor(name, out var writer));
        Assert.Equal(format, writer.Name);
    }

    [Theory]
    [InlineData("a.pdf")]
    [InlineData("html")]
    [InlineData("")]
    public void A_name_that_says_none_is_told_with_those_there_are(string name)
    {
        Assert.False(ReportWriters.TryFindFor(name, out _));
        Assert.Contains(".html", ReportWriters.UnknownEnding(name), StringComparison.Ordinal);
        Assert.Contains("did you mean sarif?", ReportWriters.Unknown("sarfi"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_report_gives_the_same_bytes_and_no_control_character(string format)
    {
        Assert.True(ReportWriters.TryFind(format, out var writer));
        foreach (var report in (FleetReport[])[Reports.Of(), Reports.Of(Reports.Item()), Reports.Of(Hostile, Reports.Item("a-rule", null))])
        {
            var bytes = writer.Write(report);
            Assert.Equal(bytes, writer.Write(report));
            Assert.DoesNotContain(Encoding.UTF8.GetString(bytes), c => (char.IsControl(c) && c is not ('\n' or '\r')) || c is '\u202e' or '\ufeff');
        }
    }

    [Fact]
    public void A_page_takes_no_text_for_markup()
    {
        var page = Text("html", Hostile);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(1, Count(page, "<script>"));
        Assert.Equal(1, Count(page, "</script>"));
        Assert.Equal(1, Count(page, "<style>"));
        Assert.DoesNotMatch(@"<[a-z][^>]*\son\w+=", page);
        Assert.DoesNotMatch(@"\sstyle=", page);
        Assert.DoesNotMatch("(?:src|href)=\"(?!#|data:,\")", page);
        Assert.Equal(Count(page, "<details"), Count(page, "</details>"));
    }

    [Fact]
    public void A_page_lets_nothing_run_but_what_its_policy_names()
    {
        var page = Text("html", Reports.Item());
        var policy = PolicyPattern().Match(page).Groups[1].Value.Replace("&#x27;", "'", StringComparison.Ordinal).Replace("&#x2B;", "+", StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var (tag, directive) in (ReadOnlySpan<(string, string)>)[("style", "style-src"), ("script", "script-src")])
        {
            var content = page[(page.IndexOf($"<{tag}>", StringComparison.Ordinal) + tag.Length + 2)..page.IndexOf($"</{tag}>", StringComparison.Ordinal)];
            var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content)));
            Assert.Contains($"{directive} 'sha256-{hash}'", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_page_says_what_is_new_what_is_gone_and_how_old_what_was_seen_is()
    {
        var page = Encoding.UTF8.GetString(new HtmlWriter().Write(ReportChanges.Mark(Reports.Of(Reports.Item()), Reports.Of(Reports.Item("STATE_MISMATCH")))));
        Assert.Contains("<b>1 new</b>, 1 gone since", page, StringComparison.Ordinal);
        Assert.Contains("STATE_MISMATCH", page, StringComparison.Ordinal);
        Assert.Contains("recorded, 2 hours old", page, StringComparison.Ordinal);
        Assert.Contains("2 hours before", page, StringComparison.Ordinal);
        foreach (var truth in (string[])["Desired", "Recorded", "Live"]) Assert.Contains($"<th scope=\"col\">{truth}</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_stays_small_and_says_what_it_left_out()
    {
        var items = Enumerable.Range(0, 6_000).Select(i => Reports.Item(module: $"m{i % 1000}") with { Subject = $"s{i}", Detail = string.Concat(Enumerable.Repeat("+ a line of a compose file that differs\n", 40)) });
        var page = new HtmlWriter().Write(Reports.Of([.. items]));
        Assert.InRange(page.Length, 1_000_000, HtmlWriter.Most);
        Assert.Contains("so that the page stays small", Encoding.UTF8.GetString(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_takes_no_text_for_markup_mentions_nobody_and_links_nowhere()
    {
        var text = Text("markdown", Hostile);
        var outside = CodePattern().Replace(text, "");
        Assert.DoesNotContain("<img", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", outside, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"@\w", outside);
        Assert.DoesNotMatch(@"(?<!&)#\d", outside);
        Assert.DoesNotContain("://", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("](", outside, StringComparison.Ordinal);
        Assert.Equal(Count(outside, "<details>"), Count(outside, "</details>"));
    }

    [Fact]
    public void A_comment_has_room_for_any_fleet()
    {
        var items = Enumerable.Range(0, 4_000).Select(i => Reports.Item(module: $"m{i}", severity: (ReportSeverity)(i % 5)) with { Detail = new string('x', 5_000) });
        var text = Text("markdown", [.. items]);
        Assert.InRange(text.Length, 10_000, 65_536);
        Assert.Contains("are left out", text, StringComparison.Ordinal);
        Assert.Equal(Count(text, "<details>"), Count(text, "</details>"));
    }

    [Fact]
    public void Test_results_have_a_case_a_module()
    {
        var report = Reports.Of(Reports.Item(), Reports.Item("IMAGE_DIGEST_NOT_VERIFIED", "postgres", ReportSeverity.Medium), Reports.Item("CONTAINER_ORPHANED", null), Hostile);
        var root = XDocument.Parse(Encoding.UTF8.GetString(new JUnitWriter().Write(report))).Root;
        Assert.NotNull(root);
        var cases = root.Descendants("testcase").ToArray();
        Assert.Equal(report.Modules.Count + 1, cases.Length);
        Assert.Equal(cases.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), root.Attribute("tests")?.Value);
        var failed = cases.Single(c => c.Attribute("name")?.Value == "honcho-api");
        Assert.Equal(("rs2000", "IMAGE_TAG_MISMATCH"), (failed.Attribute("classname")?.Value, failed.Element("failure")?.Attribute("type")?.Value));
        Assert.Null(cases.Single(c => c.Attribute("name")?.Value == "postgres").Element("failure"));
        Assert.Contains("IMAGE_DIGEST_NOT_VERIFIED", cases.Single(c => c.Attribute("name")?.Value == "postgres").Element("system-out")?.Value, StringComparison.Ordinal);
        Assert.Empty(cases.Single(c => c.Attribute("name")?.Value == "redis").Elements());
    }

    [Fact]
    public void What_could_not_be_compared_is_an_error_and_what_is_external_is_skipped()
    {
        var report = FleetReport.Of(new ReportSources
        {
            Verb = "drift-check", At = Reports.Now, Root = "", Folders = ["gone", "saas"], Modules = [], ExitCode = 8, WholeFleet = true,
            Drift = [Reports.Drift("gone", "h", DriftStatus.Unreachable, new DriftFinding(FindingCode.HostUnreachable, FindingSeverity.Warning, "host", null, null, "refused")), Reports.Drift("saas", "h", DriftStatus.Skipped)],
        });
        var cases = XDocument.Parse(Encoding.UTF8.GetString(new JUnitWriter().Write(report))).Descendants("testcase").ToDictionary(c => c.Attribute("name")?.Value ?? "", c => c.Elements().First().Name.LocalName, StringComparer.Ordinal);
        Assert.Equal(("error", "skipped"), (cases["gone"], cases["saas"]));
    }

    [Fact]
    public void Code_scanning_gets_places_fingerprints_and_suppressions_by_the_rules_of_SARIF()
    {
        var report = ReportChanges.Mark(Reports.Of(Reports.Item(), Hostile, Reports.Item("CONTAINER_ORPHANED", null)), Reports.Of(Reports.Item()));
        var log = JsonReader.Parse(Encoding.UTF8.GetString(new SarifWriter().Write(report)));
        Assert.Empty(log.Diagnostics);
        var schema = JsonSchema.Compile(JsonReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "Reporting", "sarif.schema.json")).Root, new SchemaOptions { AssertFormat = true }).GetSchema();
        Assert.Empty(schema.Evaluate(log.Root).Errors);
        var run = All(log.Root["runs"])[0];
        string[] rules = [.. All(run["tool"]["driver"]["rules"]).Select(rule => rule["id"].Text)];
        Assert.Equal(rules.Distinct(StringComparer.Ordinal), rules);
        var results = All(run["results"]);
        Assert.Equal(report.Items.Count, results.Count);
        foreach (var (result, item) in results.Zip(report.Items))
        {
            Assert.True(result["ruleIndex"].TryGetInt32(out var index));
            Assert.Equal(result["ruleId"].Text, rules[index]);
            Assert.Equal(item.Fingerprint, result["partialFingerprints"]["platform/v1"].Text);
            Assert.Equal(item.Acknowledged ? 1 : 0, All(result["suppressions"]).Count);
            Assert.Equal(item.IsNew is true ? "new" : "unchanged", result["baselineState"].Text);
        }
    }

    [Fact]
    public void A_table_takes_no_text_for_a_formula_and_has_a_row_an_item()
    {
        var text = Text("csv", Hostile, Reports.Item(message: "=HYPERLINK(\"http://evil\")"), Reports.Item("B", message: "a \"b\", c"));
        var rows = Csv(text);
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        Assert.All(rows.Skip(1).SelectMany(row => row), cell => Assert.False(cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@', cell));
        Assert.Contains(rows, row => row.Contains("a \"b\", c"));
    }

    private static string Text(string format, params ReportItem[] items)
    {
        Assert.True(ReportWriters.TryFind(format, out var writer));
        return Encoding.UTF8.GetString(writer.Write(Reports.Of(items)));
    }

    private static List<YamlNode> All(YamlNode list)
    {
        List<YamlNode> items = [];
        foreach (var item in list.Items) items.Add(item);
        return items;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static List<List<string>> Csv(string text)
    {
        List<List<string>> rows = [[]];
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
            else if (text[i] == '"') quoted = !quoted;
            else if (!quoted && text[i] is ',' or '\n' && !quoted)
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (text[i] == '\n' && i + 1 < text.Length) rows.Add([]);
            }
            else if (text[i] != '\r' || quoted) cell.Append(text[i]);
        }

        return rows;
    }

    [GeneratedRegex("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex PolicyPattern();

    [GeneratedRegex("````+diff.*?\\n````+", RegexOptions.Singleline)]
    private static partial Regex CodePattern();
}
