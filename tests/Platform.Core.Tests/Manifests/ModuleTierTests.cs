using FsCheck.Fluent;
using FsCheck;
using Platform.Manifests;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Tests.Manifests;

public sealed class ModuleTierTests
{
    private static readonly char[] Characters = ['0', '9', '5', '-', '-', 'a', 'z', 'A', '_', ' ', '\n', 'é', ':'];

    [Theory]
    [InlineData("0-platform-substrate", 0)]
    [InlineData("1-iskra-value-layer", 1)]
    [InlineData("2-tools-products-modules", 2)]
    [InlineData("3-lab", 3)]
    [InlineData("9-a1-b2", 9)]
    public void A_digit_and_a_name_in_kebab_case_are_a_tier(string tier, int number)
    {
        Assert.True(ModuleTier.IsTier(tier));
        Assert.True(IsValid(tier));
        Assert.Equal(number, ModuleTier.NumberOf(tier));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0-")]
    [InlineData("-a")]
    [InlineData("a-1")]
    [InlineData("0_a")]
    [InlineData("0-A")]
    [InlineData("0-a-")]
    [InlineData("0--a")]
    [InlineData("0-a--b")]
    [InlineData("0-a b")]
    [InlineData("0-a\n")]
    [InlineData("10-far-out")]
    [InlineData("\u0660-a")]
    public void Anything_else_is_none(string text)
    {
        Assert.False(ModuleTier.IsTier(text));
        Assert.False(IsValid(text));
    }

    [Fact]
    public void The_code_and_the_schema_say_the_same_of_any_text() =>
        Prop.ForAll(Gen.Elements(Characters).ArrayOf().Select(c => new string(c)).ToArbitrary(), text => ModuleTier.IsTier(text) == IsValid(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void What_nobody_has_decided_yet_is_valid_and_no_tier()
    {
        Assert.True(IsValid("TODO: decide"));
        Assert.Null(ModuleTier.NumberOf("TODO: decide"));
    }

    private static bool IsValid(string tier)
    {
        var text = TestRoot.Manifest.Replace("tier: 0-platform-substrate", $"tier: \"{tier.Replace("\n", "\\n", StringComparison.Ordinal)}\"", StringComparison.Ordinal);
        var document = YamlReader.Parse(text);
        Assert.Equal(tier, document.Root["tier"].GetString());
        return ShippedSchemas.Module.Evaluate(document.Root).IsValid;
    }
}
