using System.Text.RegularExpressions;
using FsCheck.Fluent;
using FsCheck;
using Platform.Adopting;

namespace Platform.Tests.Adopting;

public sealed class ModuleIdTests
{
    [Theory]
    [InlineData("honcho-api", "honcho-api")]
    [InlineData("Grafana.UI", "grafana-ui")]
    [InlineData("alert_manager", "alert-manager")]
    [InlineData("__a__b__", "a-b")]
    [InlineData("---", "")]
    [InlineData("", "")]
    [InlineData("é1", "1")]
    public void A_name_becomes_an_id(string name, string id) => Assert.Equal(id, ModuleId.Of(name));

    [Fact]
    public void Any_name_gives_a_valid_id_or_none() => Prop.ForAll<string?>(name =>
    {
        var id = ModuleId.Of(name ?? "");
        return id.Length == 0 || (id.Length <= 63 && Regex.IsMatch(id, "^[a-z0-9][a-z0-9-]*\\z") && ModuleId.Of(id) == id);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void The_shortest_comes_first_and_none_is_too_long()
    {
        Assert.Equal(["db", "shop-db", "rs2000-shop-db"], ModuleId.Candidates("db", "shop", "rs2000"));
        Assert.Equal([new string('a', 60)], ModuleId.Candidates(new string('a', 60), "shop"));
        Assert.Equal(["shop"], ModuleId.Candidates("___", "shop"));
        Assert.Empty(ModuleId.Candidates(null, "_"));
    }
}
