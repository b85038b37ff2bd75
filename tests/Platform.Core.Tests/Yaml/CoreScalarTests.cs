using Platform.Yaml;

namespace Platform.Tests.Yaml;

public sealed class CoreScalarTests
{
    [Theory]
    [InlineData("", YamlKind.Null)]
    [InlineData("~", YamlKind.Null)]
    [InlineData("null", YamlKind.Null)]
    [InlineData("Null", YamlKind.Null)]
    [InlineData("NULL", YamlKind.Null)]
    [InlineData("nUll", YamlKind.String)]
    [InlineData("true", YamlKind.Boolean)]
    [InlineData("FALSE", YamlKind.Boolean)]
    [InlineData("tRUE", YamlKind.String)]
    [InlineData("yes", YamlKind.String)]
    [InlineData("no", YamlKind.String)]
    [InlineData("on", YamlKind.String)]
    [InlineData("Off", YamlKind.String)]
    [InlineData("y", YamlKind.String)]
    [InlineData("0", YamlKind.Integer)]
    [InlineData("-12", YamlKind.Integer)]
    [InlineData("+12", YamlKind.Integer)]
    [InlineData("012", YamlKind.Integer)]
    [InlineData("0o17", YamlKind.Integer)]
    [InlineData("0x1F", YamlKind.Integer)]
    [InlineData("0o8", YamlKind.String)]
    [InlineData("0x", YamlKind.String)]
    [InlineData("-0x1F", YamlKind.String)]
    [InlineData("0b11", YamlKind.String)]
    [InlineData("1_000", YamlKind.String)]
    [InlineData("190:20:30", YamlKind.String)]
    [InlineData("123456789012345678901234567890", YamlKind.Integer)]
    [InlineData("1.5", YamlKind.Float)]
    [InlineData("1.", YamlKind.Float)]
    [InlineData(".5", YamlKind.Float)]
    [InlineData("-.5e+3", YamlKind.Float)]
    [InlineData("1e3", YamlKind.Float)]
    [InlineData(".", YamlKind.String)]
    [InlineData("-", YamlKind.String)]
    [InlineData("1e", YamlKind.String)]
    [InlineData("1.2.3", YamlKind.String)]
    [InlineData(".inf", YamlKind.Float)]
    [InlineData("-.INF", YamlKind.Float)]
    [InlineData(".nan", YamlKind.Float)]
    [InlineData("-.nan", YamlKind.String)]
    [InlineData("2026-05-02", YamlKind.String)]
    [InlineData("2026-05-02T00:00:00Z", YamlKind.String)]
    [InlineData("3.0.6", YamlKind.String)]
    public void A_plain_scalar_has_the_kind_of_the_core_schema(string text, YamlKind kind) =>
        Assert.Equal(kind, CoreScalar.Resolve(text));

    [Theory]
    [InlineData("'true'", YamlKind.String)]
    [InlineData("\"1\"", YamlKind.String)]
    [InlineData("|\n  1", YamlKind.String)]
    [InlineData("!!str 1", YamlKind.String)]
    [InlineData("! 1", YamlKind.String)]
    [InlineData("!!int \"1\"", YamlKind.Integer)]
    [InlineData("!!float 1", YamlKind.Float)]
    [InlineData("!!null ''", YamlKind.Null)]
    [InlineData("!!map {}", YamlKind.Mapping)]
    [InlineData("!!seq []", YamlKind.Sequence)]
    public void Quotes_and_tags_decide_before_the_text_does(string value, YamlKind kind)
    {
        var document = YamlReader.Parse("a: " + value);
        Assert.Empty(document.Diagnostics);
        Assert.Equal(kind, document.Root["a"].Kind);
    }

    [Theory]
    [InlineData("0x7FFFFFFFFFFFFFFF", long.MaxValue)]
    [InlineData("0o777", 511)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("+7", 7)]
    public void An_integer_can_be_read_as_a_number(string text, long value)
    {
        Assert.True(YamlReader.Parse(text).Root.TryGetInt64(out var actual));
        Assert.Equal(value, actual);
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("0xFFFFFFFFFFFFFFFF")]
    [InlineData("0o7777777777777777777777777")]
    [InlineData("1.0")]
    [InlineData("'1'")]
    public void What_does_not_fit_is_not_read_as_a_number(string text) =>
        Assert.False(YamlReader.Parse(text).Root.TryGetInt64(out _));
}
