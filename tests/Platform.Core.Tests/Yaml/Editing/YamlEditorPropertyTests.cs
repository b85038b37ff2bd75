using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Tests.Yaml.Suite;
using Platform.Yaml;
using Platform.Yaml.Editing;

namespace Platform.Tests.Yaml.Editing;

/// <summary>
/// What must hold of every edit of every document. What an edit should have done is worked out here on plain objects, not with
/// the code that proves edits.
/// </summary>
public sealed class YamlEditorPropertyTests
{
    private static readonly YamlValue[] Values =
    [
        YamlValue.Of("v"), YamlValue.Of("no"), YamlValue.Of("2026-05-02T00:00:00Z"), YamlValue.Of("a: b # c"), YamlValue.Of("a, b]"), YamlValue.Of("🐲\u0007"), YamlValue.Of(""),
        YamlValue.Of(true), YamlValue.Of(false),
    ];

    private static readonly YamlValue[] Mappings =
    [
        YamlValue.Of(("kind", "upstream-image"), ("location", "docker.io/library/redis")), YamlValue.Of(("k k", "~")), new YamlMapping([]),
        new YamlMapping([KeyValuePair.Create("m", YamlValue.Of(("n", "1"))), KeyValuePair.Create("o", YamlValue.Of(true))]),
    ];

    [Fact]
    public void Every_document_that_has_nothing_to_refuse_is_edited_and_nothing_else_in_it_changes()
    {
        var count = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
            {
                var text = GeneratedYaml.Of(seed);
                Assert.True(YamlReader.Parse(text).IsValid, $"{text}\n{string.Join('\n', YamlReader.Parse(text).Diagnostics)}");
                var random = new Random(seed);
                foreach (var change in ChangesOf(text, random).OrderBy(_ => random.Next()).Take(4))
                {
                    count++;
                    var edit = Check(text, change);
                    Assert.True(edit.Refusal is null, $"{edit.Refusal}\n{change.Pointer} = {change.Value}\n{text}");
                }
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
        Assert.True(count > 6_000, $"{count} edits");
    }

    [Fact]
    public void Every_manifest_of_the_sample_is_edited_wherever_it_says_something()
    {
        var count = 0;
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "modules"), "module.yaml", SearchOption.AllDirectories))
        {
            foreach (var text in (string[])[File.ReadAllText(path), File.ReadAllText(path).ReplaceLineEndings("\r\n"), "\uFEFF" + File.ReadAllText(path).TrimEnd('\n')])
            {
                foreach (var change in ChangesOf(text, new Random(count)))
                {
                    count++;
                    var edit = Check(text, change);
                    Assert.True(edit.Refusal is null, $"{path}: {edit.Refusal}\n{change.Pointer}");
                }
            }
        }

        Assert.True(count > 1_000, $"{count} edits");
    }

    [Fact]
    public void Every_mapping_of_the_yaml_test_suite_is_edited_or_refused_and_nothing_else_in_it_changes()
    {
        Assert.SkipWhen(YamlTestSuiteTests.Folder is null, "The YAML test suite is not there; YAML_TEST_SUITE can name its folder.");
        var (made, refused) = (0, 0);
        foreach (var text in YamlTestSuiteTests.ValidTexts().Where(text => YamlReader.Parse(text) is { IsValid: true, Root.Kind: YamlKind.Mapping }))
        {
            foreach (var change in ChangesOf(text, new Random(made)))
            {
                if (Check(text, change, mostLines: int.MaxValue).Refusal is null) made++;
                else refused++;
            }
        }

        Assert.True(made > 150 && made > refused, $"{made} made, {refused} refused");
    }

    [Fact]
    public void Any_pieces_of_yaml_are_edited_or_refused_and_nothing_else_in_them_changes() =>
        Prop.ForAll(Gen.Elements(YamlPropertyTests.Pieces).ListOf().Select(string.Concat).ToArbitrary(), text =>
            {
                Check(text, new YamlChange(["new"], YamlValue.Of("v")), mostLines: int.MaxValue);
                Check(text, new YamlChange(["a"], YamlValue.Of(("k", "v"))), mostLines: int.MaxValue);
                Check(text, new YamlChange(["b"], YamlValue.Of("no")), mostLines: int.MaxValue);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    /// <summary>An edit, and all that has to be true of it.</summary>
    private static YamlEdit Check(string text, YamlChange change, int mostLines = 1)
    {
        var before = Encoding.UTF8.GetBytes(text);
        var edit = YamlEditor.Apply(before, [change]);
        if (edit.Refusal is not null || edit.Made.Count == 0)
        {
            Assert.Equal(before, edit.Bytes);
            return edit;
        }

        var after = Encoding.UTF8.GetString(edit.Bytes);
        var why = $"{change.Pointer} = {change.Value}\n{text}\n=====\n{after}";
        var document = YamlReader.Read(edit.Bytes);
        Assert.True(document.IsValid, why);
        Assert.True(Plain.Intended(YamlReader.Read(before).Root, change) == Plain.Of(document.Root), why);
        Assert.True(LinesLost(text, after) <= mostLines, why);
        Assert.Equal((text.StartsWith('\uFEFF'), text[^1] is '\n' or '\r'), (after.StartsWith('\uFEFF'), after[^1] is '\n' or '\r'));
        if (!text.Contains('\r', StringComparison.Ordinal)) Assert.DoesNotContain('\r', after);
        if (!text.ReplaceLineEndings("").Contains('\n', StringComparison.Ordinal) && !text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal))
            Assert.True(!text.Contains("\r\n", StringComparison.Ordinal) || !after.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal), why);
        var again = YamlEditor.Apply(edit.Bytes, [change]);
        Assert.True(again.Refusal is null && again.Made.Count == 0, why);
        return edit;
    }

    /// <summary>How many lines of one text are not in the other, in order: a value that is replaced changes its line.</summary>
    private static int LinesLost(string before, string after)
    {
        string[] Lines(string text) => [.. text.Split('\n').Select(line => line.TrimEnd('\r'))];
        var (old, now) = (Lines(before), Lines(after));
        var kept = new int[old.Length + 1, now.Length + 1]; // the longest common subsequence
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                kept[i, j] = old[i] == now[j] ? kept[i + 1, j + 1] + 1 : Math.Max(kept[i + 1, j], kept[i, j + 1]);
        return old.Length - kept[0, 0];
    }

    /// <summary>A new key in every mapping, and a new value for every scalar that is in one line.</summary>
    private static List<YamlChange> ChangesOf(string text, Random random)
    {
        List<YamlChange> changes = [];
        Add(YamlReader.Parse(text).Root, []);
        return changes;

        void Add(YamlNode node, string[] path)
        {
            List<string> keys = [];
            foreach (var entry in node.Entries)
            {
                keys.Add(entry.Key);
                string[] below = [.. path, entry.Key];
                if (entry.Value.Kind is YamlKind.Mapping) Add(entry.Value, below);
                else if (entry.Value.Kind is YamlKind.Null) changes.Add(new YamlChange(below, Any()));
                else if (entry.Value.Kind is not YamlKind.Sequence && !IsManyLines(entry.Value)) changes.Add(new YamlChange(below, Values[random.Next(Values.Length)]));
            }

            changes.Add(new YamlChange([.. path, "new key"], Any()) { After = keys.Count > 0 && random.Next(2) == 0 ? [keys[random.Next(keys.Count)]] : [] });
        }

        YamlValue Any() => random.Next(2) == 0 ? Values[random.Next(Values.Length)] : Mappings[random.Next(Mappings.Length)];

        bool IsManyLines(YamlNode value)
        {
            var line = text.TrimStart('\uFEFF').Split('\n')[value.Position.Line - 1];
            var said = line.Length >= value.Position.Column ? line[(value.Position.Column - 1)..] : "";
            return said.StartsWith('|') || said.StartsWith('>') || value.Text.Contains("more lines", StringComparison.Ordinal);
        }
    }
}
