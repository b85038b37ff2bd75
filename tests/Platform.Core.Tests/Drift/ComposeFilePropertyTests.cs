using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using FsCheck;
using Platform.Text;

namespace Platform.Tests.Drift;

/// <summary>What must hold for every diff; FsCheck prints the seed of a failure.</summary>
public sealed partial class ComposeFilePropertyTests
{
    [Fact]
    public void A_diff_makes_the_second_text_of_the_first() =>
        Prop.ForAll(Lines.SelectMany(before => Lines.Select(after => (before, after))).ToArbitrary(), texts =>
                Apply(texts.before, UnifiedDiff.Of(texts.before, texts.after, "a", "b", line => line.Text)).SequenceEqual(texts.after))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Texts_that_differ_in_everything_are_refused_in_moments()
    {
        string[] before = [.. Enumerable.Range(0, 50_000).Select(i => $"a{i}")];
        string[] after = [.. Enumerable.Range(0, 50_000).Select(i => $"b{i}")];
        Assert.Contains("more than", UnifiedDiff.Of(before, after, "a", "b", line => line.Text), StringComparison.Ordinal);
    }

    private static Gen<string[]> Lines => Gen.Elements("a", "b", "c", "", "  d", "-", "+", "@@").ListOf().Select(lines => lines.ToArray());

    /// <summary>Applies a unified diff as patch(1) does, and insists on every line of context.</summary>
    private static List<string> Apply(string[] before, string diff)
    {
        List<string> after = [];
        var position = 0;
        foreach (var line in diff.Split('\n')[2..^1])
        {
            if (HunkHeader().Match(line) is { Success: true } header)
            {
                var start = int.Parse(header.Groups["start"].Value, CultureInfo.InvariantCulture) - (header.Groups["count"].Value == "0" ? 0 : 1);
                while (position < start) after.Add(before[position++]);
                continue;
            }

            if (line[0] != '+') Assert.Equal(before[position++], line[1..]);
            if (line[0] != '-') after.Add(line[1..]);
        }

        after.AddRange(before[position..]);
        return after;
    }

    [GeneratedRegex(@"^@@ -(?<start>\d+),(?<count>\d+) \+\d+,\d+ @@$")]
    private static partial Regex HunkHeader();
}
