using System.Text.RegularExpressions;

namespace Platform.Tests.Architecture;

/// <summary>Decision records can be told apart, and say from when they are and whether they still hold.</summary>
public sealed partial class DecisionRecordTests
{
    private static readonly string Folder = Path.Combine(Checkout.Folder, "docs", "adr");

    [Fact]
    public void Each_has_a_number_of_its_own_a_date_and_a_status_and_is_listed()
    {
        string[] files = [.. Directory.GetFiles(Folder, "0*.md").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(Enumerable.Range(1, files.Length).Select(number => $"{number:0000}"), files.Select(file => file[..4]));
        var list = File.ReadAllText(Path.Combine(Folder, "README.md"));
        foreach (var file in files)
        {
            var lines = File.ReadAllLines(Path.Combine(Folder, file));
            Assert.StartsWith($"# {file[..4]} ", lines[0], StringComparison.Ordinal);
            Assert.Matches(Status(), lines[2]);
            Assert.Contains($"| [{file[..4]}]({file}) | {lines[0][7..]}", list, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_replaces_a_record_exists_and_the_list_says_so()
    {
        var list = File.ReadAllLines(Path.Combine(Folder, "README.md"));
        foreach (var file in Directory.GetFiles(Folder, "0*.md"))
        {
            var status = File.ReadAllLines(file)[2];
            if (!status.Contains("replaced by", StringComparison.Ordinal)) continue;
            foreach (Match link in Link().Matches(status[status.IndexOf("replaced by", StringComparison.Ordinal)..]))
            {
                Assert.True(File.Exists(Path.Combine(Folder, link.Groups[2].Value)), $"{file}: {link.Value}");
                Assert.Contains(link.Groups[1].Value, Assert.Single(list, line => line.StartsWith($"| [{Path.GetFileName(file)[..4]}]", StringComparison.Ordinal)), StringComparison.Ordinal);
            }
        }
    }

    [GeneratedRegex(@"^Date: \d{4}-\d\d-\d\d\. Status: (accepted|replaced by )")]
    private static partial Regex Status();

    [GeneratedRegex(@"\[(\d{4})\]\(([^)]+)\)")]
    private static partial Regex Link();
}
