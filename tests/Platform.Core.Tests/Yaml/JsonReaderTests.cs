using Platform.Yaml;

namespace Platform.Tests.Yaml;

public sealed class JsonReaderTests
{
    [Fact]
    public void Json_gives_the_same_tree_with_positions()
    {
        var root = JsonReader.Parse("{\n  \"ä\": [1, 2.0, \"x\"],\n  \"b\": { \"c\": null, \"d\": true }\n}").Root;
        Assert.Equal(YamlKind.Integer, FirstItem(root["ä"]).Kind);
        Assert.Equal(new TextPosition(2, 9), FirstItem(root["ä"]).Position);
        Assert.Equal(YamlKind.Null, root["b"]["c"].Kind);
        Assert.True(root["b"]["d"].TryGetBoolean(out var value) && value);
        Assert.True(root["b"].TryGetEntry("d", out var entry));
        Assert.Equal(new TextPosition(3, 21), entry.KeyPosition);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-0.000")]
    [InlineData("123456789012345678901234567890.5")]
    public void A_number_keeps_its_text(string number) => Assert.Equal(number, JsonReader.Parse(number).Root.Text);

    [Theory]
    [InlineData("", "JSON_EMPTY", 1, 1)]
    [InlineData("{\"a\": 1,}", "JSON_SYNTAX", 1, 9)]
    [InlineData("// no\n1", "JSON_SYNTAX", 1, 1)]
    [InlineData("{'a': 1}", "JSON_SYNTAX", 1, 2)]
    [InlineData("[1]\n[2]", "JSON_SYNTAX", 2, 1)]
    [InlineData("{\n \"ä\": truu }", "JSON_SYNTAX", 2, 9)]
    [InlineData("{\"a\": 1, \"a\": 2}", "JSON_DUPLICATE_KEY", 1, 10)]
    [InlineData("[\"\\ud800\"]", "JSON_ENCODING", 1, 2)]
    [InlineData("[1", "JSON_SYNTAX", 1, 3)]
    public void Bad_json_is_explained_with_its_place(string text, string code, int line, int column)
    {
        var diagnostic = Assert.Single(JsonReader.Parse(text).Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.Equal(line, diagnostic.Position.Line);
        Assert.InRange(diagnostic.Position.Column, column - 1, column + 4);
        Assert.DoesNotContain("LineNumber", diagnostic.Message, StringComparison.Ordinal);
    }

    private static YamlNode FirstItem(YamlNode list)
    {
        foreach (var item in list.Items) return item;
        return default;
    }
}
