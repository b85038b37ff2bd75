using Platform.Schema.Patterns;

namespace Platform.Tests.Schema;

public sealed class SchemaPatternTests
{
    [Theory]
    [InlineData("^sha256:[a-f0-9]{64}$", "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [InlineData("^sha256:[a-f0-9]{64}$", "sha256:0123456789abcdef", false)]
    [InlineData("^[a-z0-9][a-z0-9-]*$", "honcho-api", true)]
    [InlineData("^[a-z0-9][a-z0-9-]*$", "-api", false)]
    [InlineData("^[a-z0-9]+(?:[._-][a-z0-9]+)*$", "a.b_c-d", true)]
    [InlineData("^[a-z0-9]+(?:[._-][a-z0-9]+)*$", "a..b", false)]
    [InlineData("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", "a-b", true)]
    [InlineData("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", "a-", false)]
    [InlineData("^a*ab?$", "aaa", true)]
    [InlineData("^.{1,65536}$", "x", true)]
    [InlineData("b", "abc", true)]
    [InlineData("^(a|ab)(c|bcd)$", "abcd", true)]
    [InlineData("a{2}", "ba", false)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("^(?!.*--)[a-z-]+$", "a-b", true)]
    [InlineData("^(?!.*--)[a-z-]+$", "a--b", false)]
    [InlineData("(?<=v)\\d", "v1", true)]
    [InlineData("(?<=v)\\d", "w1", false)]
    [InlineData("(?<!v)1$", "v1", false)]
    [InlineData("(?<=^(ab)+)c", "ababc", true)]
    [InlineData("^(\\w)\\1$", "aa", true)]
    [InlineData("^(\\w)\\1$", "ab", false)]
    [InlineData("^(?<q>['\"]).*\\k<q>$", "'x\"", false)]
    [InlineData("^(a*)*$", "aaab", false)]
    [InlineData("^(a*)*\\1$", "aaa", true)]
    [InlineData("\\bfoo\\b", "a foo b", true)]
    [InlineData("\\bfoo\\b", "food", false)]
    [InlineData("^\\u{1F432}$", "🐲", true)]
    [InlineData("^\\uD83D\\uDC32$", "🐲", true)]
    [InlineData("^.$", "🐲", true)]
    [InlineData("^[^a]$", "🐲", true)]
    [InlineData("^\\P{L}$", "1", true)]
    [InlineData("^[^\\P{Lu}]$", "A", true)]
    [InlineData("^[\\w-]+$", "a-b", true)]
    [InlineData("^[\\d-x]+$", "1-x", true)]
    [InlineData("[]", "a", false)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData(".", "\n", false)]
    [InlineData("a$", "a\n", false)]
    [InlineData("^\\-\\/\\.$", "-/.", true)]
    public void A_pattern_matches_as_ecma_262_says(string pattern, string text, bool matches)
    {
        Assert.Null(SchemaPattern.Fault(pattern));
        Assert.Equal(matches, new SchemaPattern(pattern).IsMatch(text));
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[")]
    [InlineData("*")]
    [InlineData("a**")]
    [InlineData("{1}")]
    [InlineData("a{2,1}")]
    [InlineData("[b-a]")]
    [InlineData("\\")]
    [InlineData("\\a")]
    [InlineData("\\Z")]
    [InlineData("\\u12")]
    [InlineData("\\u{110000}")]
    [InlineData("\\x1")]
    [InlineData("\\p{Nope}")]
    [InlineData("\\1")]
    [InlineData("\\k<x>")]
    [InlineData("(?i)a")]
    [InlineData("(?>a)")]
    public void What_is_no_pattern_is_refused_with_a_reason(string pattern) => Assert.NotEmpty(SchemaPattern.Fault(pattern) ?? "");

    [Fact]
    public void Groups_nested_without_end_are_refused() => Assert.NotNull(SchemaPattern.Fault(new string('(', 100_000)));

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("(x+x+)+y")]
    [InlineData("^(?=(a+)+$)b")]
    [InlineData("a*a*a*a*a*b")]
    [InlineData("((a{1000}){1000}){1000}")]
    [InlineData("(((){9999}){9999}){9999}b")]
    public void No_match_takes_longer_than_its_limit(string pattern)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.NotEqual(true, new SchemaPattern(pattern).TryMatch(new string('a', 20_000) + "!"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_match_that_takes_too_long_is_none_and_is_said_to_be_unknown()
    {
        var error = Assert.Single(SchemaTesting.Errors("{pattern: '^(a+)+$'}", new string('a', 200) + "!"));
        Assert.EndsWith("whether it does takes too long to find out.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{pattern: '^[a-z]+$'}", "\"rs\\n\"")]
    [InlineData("{patternProperties: {'^[a-z]+$': true}, additionalProperties: false}", "{\"rs\\n\": 1}")]
    public void A_last_line_break_belongs_to_the_text(string schema, string instance) =>
        Assert.False(SchemaTesting.Compile(schema).IsValid(SchemaTesting.Read(instance)));
}
