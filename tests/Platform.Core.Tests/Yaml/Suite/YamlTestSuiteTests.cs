using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Yaml;

namespace Platform.Tests.Yaml.Suite;

/// <summary>
/// The YAML test suite, read where it lies: <c>YAML_TEST_SUITE</c>, or the folder <c>shared/yaml-test-suite</c> beside the repository. What does not
/// come out as it says stands in docs/yaml.md with the reason, and nothing else does.
/// </summary>
public sealed partial class YamlTestSuiteTests
{
    internal static string? Folder { get; } = Checkout.Suite("YAML_TEST_SUITE", "yaml-test-suite");

    [Fact]
    public void What_differs_from_the_suite_is_what_the_page_lists()
    {
        Assert.SkipWhen(Folder is null, "The YAML test suite is not there; YAML_TEST_SUITE can name its folder.");
        var cases = Cases().ToArray();
        Assert.True(cases.Length > 300, $"{cases.Length} cases");
        Assert.Equal(Listed().Order(StringComparer.Ordinal), cases.Where(c => !Agrees(c)).Select(c => c.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>The texts of the suite that are valid.</summary>
    internal static IEnumerable<string> ValidTexts() => Cases().Where(c => c.Json is not null).Select(c => c.Text);

    /// <summary>The ids in the first column of the page's tables.</summary>
    private static IEnumerable<string> Listed() => File.ReadLines(Path.Combine(Checkout.Folder, "docs", "yaml.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => Ids().Matches(line.Split('|')[1]).Select(m => m.Groups[1].Value));

    /// <summary>Whether the reader refuses what is wrong, and reads the rest as the suite's JSON.</summary>
    private static bool Agrees(SuiteCase @case)
    {
        var document = YamlReader.Parse(@case.Text);
        if (@case.Json is null) return document.Diagnostics.Any();
        return !document.Diagnostics.Any() && IsSame(document.Root, @case.Json.Value);
    }

    private static bool IsSame(YamlNode node, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => node.Kind is YamlKind.Null,
        JsonValueKind.True or JsonValueKind.False => node.TryGetBoolean(out var value) && value == json.GetBoolean(),
        JsonValueKind.Number => node.Kind is YamlKind.Integer or YamlKind.Float && Number(node) == json.GetDouble(),
        JsonValueKind.String => node.GetString() == json.GetString(),
        JsonValueKind.Array => node.Kind is YamlKind.Sequence && node.Count == json.GetArrayLength() && json.EnumerateArray().Select((item, index) => IsSame(ItemsOf(node)[index], item)).All(same => same),
        _ => node.Kind is YamlKind.Mapping && node.Count == json.EnumerateObject().Count() && json.EnumerateObject().All(member => node.TryGet(member.Name, out var value) && IsSame(value, member.Value)),
    };

    private static double Number(YamlNode node) => node.TryGetInt64(out var whole) ? whole : double.Parse(node.Text, CultureInfo.InvariantCulture);

    private static List<YamlNode> ItemsOf(YamlNode node)
    {
        List<YamlNode> items = [];
        foreach (var item in node.Items) items.Add(item);
        return items;
    }

    /// <summary>Those that are one document, and of which the suite says what they are as JSON, or that they are wrong.</summary>
    private static IEnumerable<SuiteCase> Cases()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Folder!, "src"), "*.yaml").Order(StringComparer.Ordinal))
        {
            var file = YamlReader.ReadFile(path, DocumentLimits.Large);
            Assert.Empty(file.Diagnostics);
            Dictionary<string, YamlNode> known = new(StringComparer.Ordinal);
            var number = 0;
            foreach (var entry in file.Root.Items)
            {
                foreach (var key in (string[])["yaml", "tree", "json", "fail", "skip"])
                    if (entry.TryGet(key, out var value)) known[key] = value;
                // A tree of its own is of another document than the JSON, or the failure, before it.
                foreach (var key in (string[])["json", "fail"])
                    if (entry.TryGet("tree", out _) && !entry.TryGet(key, out _)) known.Remove(key);
                var id = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}{(file.Root.Count == 1 ? "" : $"/{number:00}")}");
                number++;
                if (known.ContainsKey("skip")) continue;
                var text = Text(known["yaml"].Text);
                if (known.ContainsKey("fail")) yield return new SuiteCase(id, text, null);
                else if (known.TryGetValue("json", out var json) && Documents().Count(known["tree"].Text) == 1 && Parse(json.Text) is { } expected)
                    yield return new SuiteCase(id, text, expected);
            }
        }
    }

    private static JsonElement? Parse(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>With what the suite's characters stand for: its README.</summary>
    private static string Text(string shown) => Tabs().Replace(shown, "\t").Replace("␣", " ", StringComparison.Ordinal).Replace("↵", "", StringComparison.Ordinal)
        .Replace("←", "\r", StringComparison.Ordinal).Replace("⇔", "\uFEFF", StringComparison.Ordinal).Replace("∎\n", "", StringComparison.Ordinal).Replace("∎", "", StringComparison.Ordinal);

    [GeneratedRegex("`([A-Z0-9]{4}(?:/[0-9]{2})?)`")]
    private static partial Regex Ids();

    [GeneratedRegex("—*»")]
    private static partial Regex Tabs();

    [GeneratedRegex(@"^\s*\+DOC", RegexOptions.Multiline)]
    private static partial Regex Documents();

    private sealed record SuiteCase(string Id, string Text, JsonElement? Json);
}
