namespace Platform.Tests.Schema.Suite;

/// <summary>Every case of the official suite is a test of its own here, required and optional ones.</summary>
public sealed class SuiteTests
{
    /// <summary>The suite's required cases when this was written; it grows, and must not shrink unseen.</summary>
    private const int RequiredCases = 1299;

    /// <summary>Cases left out, with the reasons, in docs/json-schema.md.</summary>
    private static readonly string[] LeftOut = ["optional/cross-draft.json"];

    /// <summary>Cases of optional formats that JsonSchema.Net decides otherwise; docs/json-schema.md counts them.</summary>
    private static readonly HashSet<string> Missed =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Schema", "Suite", "missed.txt"))];

    private static readonly Dictionary<string, SuiteCase> Required = ByName(TestSuite.Cases("", recursive: false));

    private static readonly Dictionary<string, SuiteCase> Optional = ByName(TestSuite.Cases("optional", recursive: true));

    public static IEnumerable<TheoryDataRow<string>> RequiredNames => Rows(Required);

    public static IEnumerable<TheoryDataRow<string>> OptionalNames => Rows(Optional);

    [Fact]
    public void All_required_cases_are_found()
    {
        if (TestSuite.Folder is null) Assert.Skip(TestSuite.Missing);
        Assert.True(Required.Count >= RequiredCases, $"{Required.Count} required cases");
    }

    [Theory]
    [MemberData(nameof(RequiredNames))]
    public void Required_case_is_decided_as_the_suite_says(string name)
    {
        if (!Required.TryGetValue(name, out var test)) Assert.Skip(TestSuite.Missing);
        test.Run(assertFormat: false, test.ExpectedValid);
    }

    [Theory]
    [MemberData(nameof(OptionalNames))]
    public void Optional_case_is_decided_as_the_suite_says(string name)
    {
        if (!Optional.TryGetValue(name, out var test)) Assert.Skip(TestSuite.Missing);
        test.Run(
            assertFormat: test.File.StartsWith("optional/format/", StringComparison.Ordinal),
            expected: test.ExpectedValid != Missed.Contains(name));
    }

    [Fact]
    public void Only_formats_are_missed_and_none_that_a_shipped_schema_has()
    {
        if (TestSuite.Folder is null) Assert.Skip(TestSuite.Missing);
        Assert.All(Missed, name => Assert.Contains(name, Optional.Keys));
        var formats = Missed.Select(name => name.Split('/')[2].Replace(".json ", "", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(["duration", "hostname", "idn-hostname", "ipv6", "iri", "uri", "uri-reference", "uri-template"], formats.Order(StringComparer.Ordinal));
        foreach (var schema in Directory.GetFiles(TestSuite.Schemas, "*.json"))
        {
            var text = File.ReadAllText(schema);
            Assert.All(formats, format => Assert.DoesNotContain($"\"format\": \"{format}\"", text, StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, SuiteCase> ByName(IEnumerable<SuiteCase> cases)
    {
        var byName = new Dictionary<string, SuiteCase>(StringComparer.Ordinal);
        foreach (var test in cases.Where(test => !LeftOut.Contains(test.File, StringComparer.Ordinal)))
        {
            // A few cases of one group share a description.
            var name = test.Name;
            for (var copy = 2; !byName.TryAdd(name, test); copy++) name = $"{test.Name} ({copy})";
        }

        return byName;
    }

    /// <summary>
    /// Without a suite there is one row, so that the theory shows up as skipped rather than as broken.
    /// </summary>
    private static IEnumerable<TheoryDataRow<string>> Rows(Dictionary<string, SuiteCase> cases) =>
        cases.Count == 0 ? [new TheoryDataRow<string>("no suite")] : cases.Keys.Select(name => new TheoryDataRow<string>(name) { TestDisplayName = name });
}
