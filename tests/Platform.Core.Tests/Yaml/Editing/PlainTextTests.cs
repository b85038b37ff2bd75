using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Yaml;
using Platform.Yaml.Editing;

namespace Platform.Tests.Yaml.Editing;

/// <summary>Quotes stand where a reader of YAML 1.2 or of 1.1 would take the text for something else, and nowhere else.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("redis")]
    [InlineData("redis:7.4")]
    [InlineData("docker.io/library/postgres:16.9@sha256:04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301")]
    [InlineData("localhost:5000/app:1")]
    [InlineData("a b")]
    [InlineData("a#b")]
    [InlineData("a,b")]
    [InlineData("-a")]
    [InlineData("?a")]
    [InlineData(":a")]
    [InlineData("3.1.0")]
    [InlineData("v3.10")]
    [InlineData("nope")]
    [InlineData("1.2.3.4")]
    [InlineData("é 🐲")]
    [InlineData("a'b\"c")]
    [InlineData("a%b")]
    [InlineData("x=1")]
    public void Text_is_plain_where_everybody_reads_it_so(string text)
    {
        Assert.Equal(text, Written(text));
        Assert.Equal(text, Read(Written(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("true")]
    [InlineData("no")]
    [InlineData("No")]
    [InlineData("NO")]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("off")]
    [InlineData("y")]
    [InlineData("N")]
    [InlineData("3")]
    [InlineData("-3")]
    [InlineData("3.10")]
    [InlineData("1e3")]
    [InlineData("1E+3")]
    [InlineData("0x1f")]
    [InlineData("0o17")]
    [InlineData("017")]
    [InlineData("0b11")]
    [InlineData("1_000")]
    [InlineData("1_0.5")]
    [InlineData(".5")]
    [InlineData(".inf")]
    [InlineData("-.INF")]
    [InlineData(".NaN")]
    [InlineData("12:30")]
    [InlineData("190:20:30.15")]
    [InlineData("2026-05-02")]
    [InlineData("2026-05-02T00:00:00Z")]
    [InlineData("2026-05-02 00:00:00 +02:00")]
    [InlineData("=")]
    [InlineData("<<")]
    [InlineData("*a")]
    [InlineData("&a")]
    [InlineData("!a")]
    [InlineData("%a")]
    [InlineData("@a")]
    [InlineData("`a")]
    [InlineData("'a")]
    [InlineData("\"a")]
    [InlineData("#a")]
    [InlineData("|")]
    [InlineData(">")]
    [InlineData("[a")]
    [InlineData("{a")]
    [InlineData(",a")]
    [InlineData("- a")]
    [InlineData("-")]
    [InlineData("?")]
    [InlineData(": a")]
    [InlineData("a: b")]
    [InlineData("a:")]
    [InlineData("a #b")]
    [InlineData("---")]
    [InlineData("a\nb")]
    [InlineData("a\tb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u202Eb")]
    [InlineData("\uFEFFa")]
    public void Text_that_could_be_taken_for_something_else_is_quoted(string text)
    {
        Assert.StartsWith("\"", Written(text), StringComparison.Ordinal);
        Assert.Equal(text, Read(Written(text)));
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("a]b")]
    [InlineData("a{b}")]
    public void Text_between_braces_is_quoted_where_it_would_end_them(string text)
    {
        Assert.Equal(text, Written(text));
        Assert.Equal($"{{ b: 1, a: \"{text}\" }}", Encoding.UTF8.GetString(YamlEditor.Apply("{ b: 1 }"u8.ToArray(), [new YamlChange(["a"], YamlValue.Of(text))]).Bytes));
    }

    [Fact]
    public void What_a_style_cannot_say_is_said_in_double_quotes()
    {
        Assert.Equal("a: 'it''s'\n", Set("a: 'x'\n", "it's"));
        Assert.Equal("a: \"x\\ny\"\n", Set("a: 'x'\n", "x\ny"));
        Assert.Equal("a: \"\\x1B[31m\\u202E\\U000E0041\"\n", Set("a: x\n", "\u001b[31m\u202e\U000E0041"));
    }

    [Fact]
    public void Any_text_reads_back_as_it_was_in_any_style_and_place()
    {
        var pieces = Gen.Elements("a", "B", "0", "1", ".", "-", ":", " ", "#", "'", "\"", "\\", "\n", "\t", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "%", "@", "?", "~", "é", "🐲", "\u0085", "\u2028", "no", "null", "true");
        Prop.ForAll(pieces.ListOf().Select(string.Concat).ToArbitrary(), text =>
                ((string[])["a: x\n", "a: 'x'\n", "a: \"x\"\n", "b: 1\n", "{a: x}", "{b: 1}", "{'b': 1}"]).All(before => Read(Set(before, text), "a") == text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    private static string Written(string text) => Set("b: 1\n", text)["b: 1\na: ".Length..^1];

    private static string Set(string before, string text)
    {
        var edit = YamlEditor.Apply(Encoding.UTF8.GetBytes(before), [new YamlChange(["a"], YamlValue.Of(text))]);
        Assert.True(edit.Refusal is null, edit.Refusal?.Message);
        return Encoding.UTF8.GetString(edit.Bytes);
    }

    private static string? Read(string written) => Read($"k: {written}\n", "k");

    private static string? Read(string document, string key) => YamlReader.Parse(document).Root[key].GetString();
}
