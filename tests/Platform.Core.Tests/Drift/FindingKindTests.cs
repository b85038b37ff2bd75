using System.Reflection;
using Platform.Drift;

namespace Platform.Tests.Drift;

/// <summary>No code without a meaning: a plan would pass it over, and a user could not look it up.</summary>
public sealed class FindingKindTests
{
    private static readonly string[] Codes =
        [.. typeof(FindingCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)]; // they are constants

    [Fact]
    public void Each_code_has_one_and_each_has_a_code() =>
        Assert.Equal(Codes.Order(StringComparer.Ordinal), FindingKind.All.Select(kind => kind.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_says_something_of_its_own() =>
        Assert.Equal(FindingKind.All.Count, FindingKind.All.Select(kind => kind.Text).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void The_page_has_each_code_below_the_heading()
    {
        var parts = FindingKind.Page.Split('#');
        var page = File.ReadAllText(Path.Combine(Checkout.Folder, parts[0]));
        var section = page[page.IndexOf($"## {parts[1]}", StringComparison.OrdinalIgnoreCase)..];
        section = section[..section.IndexOf("\n## ", 3, StringComparison.Ordinal)];
        Assert.All(FindingKind.All, kind => Assert.Contains($"`{kind.Code}`", section, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_code_has_none() => Assert.Null(FindingKind.Of("DEPENDENCY_REPLACED"));
}
