using Platform.Manifests;
using Platform.Text;

namespace Platform.Tests.Manifests;

public sealed class ModuleFilterTests : IDisposable
{
    private readonly TestRoot _root = new();

    public ModuleFilterTests() => _root.Add("other", TestRoot.Manifest.Replace("id: redis", "id: other", StringComparison.Ordinal)
        .Replace("tier: 0-platform-substrate", "tier: 3-lab", StringComparison.Ordinal).Replace("compose_service: redis", "compose_service: other", StringComparison.Ordinal).Replace("host: rs2000", "host: vps1000", StringComparison.Ordinal));

    [Theory]
    [InlineData("rs2000", null, "redis")]
    [InlineData("vps*", null, "other")]
    [InlineData("*", null, "other,redis")]
    [InlineData(null, "3-lab", "other")]
    [InlineData(null, "0*", "redis")]
    [InlineData("rs2000", "0-*", "redis")]
    [InlineData(null, null, "other,redis")]
    public void Hosts_and_tiers_choose_modules(string? host, string? tier, string ids)
    {
        var left = Narrow(host, tier);
        Assert.Empty(left.Errors);
        Assert.Equal(ids, string.Join(',', left.Folders.Select(f => f.Name)));
    }

    [Theory]
    [InlineData("rs200", null, "no host 'rs200'", "did you mean rs2000?")]
    [InlineData(null, "3-lap", "in tier '3-lap'", "did you mean 3-lab?")]
    [InlineData("nowhere*", null, "is on nowhere*", "")]
    [InlineData("rs2000", "3-lab", "is on rs2000 and in tier 3-lab", "")]
    public void What_leaves_nothing_is_an_error(string? host, string? tier, string sentence, string way)
    {
        var left = Narrow(host, tier);
        Assert.Empty(left.Folders);
        Assert.Contains(sentence, Assert.Single(left.Errors), StringComparison.Ordinal);
        Assert.Contains(way, left.Errors[0], StringComparison.Ordinal);
    }

    [Fact] // nobody knows its host, and hiding it would hide its error
    public void A_module_whose_manifest_is_invalid_stays()
    {
        _root.Write("modules/broken/module.yaml", "id: [");
        Assert.Equal(["broken", "redis"], Narrow("rs2000", null).Folders.Select(f => f.Name));
    }

    [Theory]
    [InlineData("InSync", true)]
    [InlineData("in-sync", true)]
    [InlineData("in*", true)]
    [InlineData("drifted", false)]
    public void A_status_is_meant_in_any_writing(string word, bool matches) => Assert.Equal(matches, new StatusFilter([word]).Matches("InSync"));

    [Fact]
    public void A_word_that_is_no_status_is_said()
    {
        Assert.Null(StatusFilter.Fault("in-sync", ["InSync", "Drifted"]));
        Assert.Equal("there is no status 'drifte'; did you mean Drifted?", StatusFilter.Fault("drifte", ["InSync", "Drifted"]));
        Assert.Equal("there is no status 'x*'; there are InSync, Drifted", StatusFilter.Fault("x*", ["InSync", "Drifted"]));
    }

    public void Dispose() => _root.Dispose();

    private ModuleSelection Narrow(string? host, string? tier) => new ModuleFilter(host is null ? [] : [host], tier is null ? [] : [tier])
        .Narrow(_root.Root, ModuleSelection.Of(_root.Root, [], _root.Path), TestContext.Current.CancellationToken);
}
