using Platform.Yaml;

namespace Platform.Tests.Yaml;

public sealed class YamlDiagnosticTests
{
    [Theory]
    [InlineData("", "YAML_EMPTY", 1, 1, "nothing")]
    [InlineData("# only a comment\n", "YAML_EMPTY", 1, 1, "comments")]
    [InlineData("a: 1\n---\nb: 2", "YAML_MULTIPLE_DOCUMENTS", 2, 1, "second document")]
    [InlineData("a: 1\nb: 2\na: 3", "YAML_DUPLICATE_KEY", 3, 1, "line 1, column 1")]
    [InlineData("{a: 1, \"a\": 2}", "YAML_DUPLICATE_KEY", 1, 8, "line 1, column 2")]
    [InlineData("~: 1", "YAML_INVALID_KEY", 1, 1, "null")]
    [InlineData(": 1", "YAML_INVALID_KEY", 1, 1, "null")]
    [InlineData("image: {{ tag }}", "YAML_INVALID_KEY", 1, 9, "in quotes")]
    [InlineData("? [a]\n: 1", "YAML_INVALID_KEY", 1, 3, "list")]
    [InlineData("a: !Ref x", "YAML_INVALID_TAG", 1, 4, "!Ref")]
    [InlineData("a: !!int x", "YAML_INVALID_TAG", 1, 4, "!!int")]
    [InlineData("a: !!timestamp 2026-05-02", "YAML_INVALID_TAG", 1, 4, "!!timestamp")]
    [InlineData("a: !!seq {}", "YAML_INVALID_TAG", 1, 4, "!!seq")]
    [InlineData("a: *b", "YAML_UNKNOWN_ALIAS", 1, 4, "&b")]
    [InlineData("a: &x [1, *x]", "YAML_RECURSIVE_ALIAS", 1, 11, "never end")]
    [InlineData("a: 1\n\tb: 2", "YAML_SYNTAX", 1, 4, "tab")]
    [InlineData("a:\n\tb: 2", "YAML_SYNTAX", 2, 1, "tab")]
    [InlineData("a: [1, 2\n", "YAML_SYNTAX", 2, 1, "opens in line 1, column 4")]
    [InlineData("a: [1, 2\nb: 3", "YAML_SYNTAX", 2, 1, "opens in line 1, column 4")]
    [InlineData("a: {x: 1\nb: 3", "YAML_SYNTAX", 2, 1, "opens in line 1, column 4")]
    [InlineData("a: 'x\nb: 2", "YAML_SYNTAX", 1, 4, "quoted text that starts here")]
    [InlineData("a: \"x", "YAML_SYNTAX", 1, 4, "never closed")]
    [InlineData("a: \"\\d\"", "YAML_SYNTAX", 1, 4, "backslash")]
    [InlineData("a: 'x'y'", "YAML_SYNTAX", 1, 7, "Nothing can follow")]
    [InlineData("a:\n  b: 1\n c: 2", "YAML_SYNTAX", 3, 2, "same indentation")]
    [InlineData("a: b: c", "YAML_SYNTAX", 1, 5, "in quotes")]
    [InlineData("id: x\nname:foo\nb: 1", "YAML_SYNTAX", 2, 1, "colon behind `name`")]
    [InlineData("- a\n-b", "YAML_SYNTAX", 2, 1, "followed by a space")]
    [InlineData("a: @home", "YAML_SYNTAX", 1, 4, "cannot start with `@`")]
    [InlineData("a: `x`", "YAML_SYNTAX", 1, 4, "backtick")]
    [InlineData("a: x\0y", "YAML_ENCODING", 1, 5, "U+0000")]
    [InlineData("a: 1\nb: \u001b[31m", "YAML_ENCODING", 2, 4, "U+001B")]
    public void A_bad_document_is_explained_with_its_place(string text, string code, int line, int column, string part)
    {
        var document = YamlReader.Parse(text);
        var diagnostic = Assert.Single(document.Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.Equal(new TextPosition(line, column), diagnostic.Position);
        Assert.Contains(part, diagnostic.Message, StringComparison.Ordinal);
        Assert.False(document.IsValid);
    }

    [Fact]
    public void A_duplicate_key_is_reported_with_both_places()
    {
        var diagnostic = Assert.Single(YamlReader.Parse("a:\n  b: 1\n  c: 2\n  b: 3").Diagnostics);
        Assert.Equal(new TextPosition(4, 3), diagnostic.Position);
        Assert.Equal(new TextPosition(2, 3), diagnostic.RelatedPosition);
    }

    [Fact]
    public void Duplicates_are_found_among_many_keys_too()
    {
        var text = string.Concat(Enumerable.Range(0, 50).Select(i => $"k{i}: {i}\n")) + "k7: again\n";
        var diagnostic = Assert.Single(YamlReader.Parse(text).Diagnostics);
        Assert.Equal(new TextPosition(51, 1), diagnostic.Position);
        Assert.Equal(new TextPosition(8, 1), diagnostic.RelatedPosition);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_reported_where_they_are()
    {
        var diagnostic = Assert.Single(YamlReader.Read([.. "a: ä\nb: "u8, 0xFF]).Diagnostics);
        Assert.Equal("YAML_ENCODING", diagnostic.Code);
        Assert.Equal(new TextPosition(2, 4), diagnostic.Position);
    }

    [Fact]
    public void A_file_in_utf16_is_told_from_other_rubbish()
    {
        var diagnostic = Assert.Single(YamlReader.Read([0xFF, 0xFE, 0x61, 0x00]).Diagnostics);
        Assert.Contains("UTF-16", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_diagnostic()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        Assert.Equal("YAML_UNREADABLE", Assert.Single(YamlReader.ReadFile(path).Diagnostics).Code);
        Assert.Equal("JSON_UNREADABLE", Assert.Single(JsonReader.ReadFile(path).Diagnostics).Code);
        Assert.Equal("YAML_UNREADABLE", Assert.Single(YamlReader.ReadFile(Path.GetTempPath()).Diagnostics).Code);
    }

    [Fact]
    public void Values_in_messages_are_short_and_without_control_characters()
    {
        var text = "a: !!int \"" + new string('s', 500) + "\\e[31m\"";
        var message = Assert.Single(YamlReader.Parse(text).Diagnostics).Message;
        Assert.True(message.Length < 200);
        Assert.DoesNotContain('\u001b', message);
    }
}
