using Platform.Text;

namespace Platform.Tests.Text;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain – ünïcode 🚀", "plain – ünïcode 🚀")]
    [InlineData("\u001b]0;title\u0007x", "\\u001B]0;title\\u0007x")]
    [InlineData("a\r\nb\tc", "a\\u000D\\u000Ab\\u0009c")]
    [InlineData("c1\u009b2J", "c1\\u009B2J")]
    [InlineData("abc\u202Ecba", "abc\\u202Ecba")]
    [InlineData("nul\0", "nul\\u0000")]
    [InlineData("🚀 and \u001b", "🚀 and \\u001B")]
    [InlineData("red\u200Bis", "red\\u200Bis")]
    [InlineData("a\u2028b", "a\\u2028b")]
    [InlineData("tag\U000E0041", "tag\\uDB40\\uDC41")]
    public void Nothing_a_terminal_would_obey_is_left(string text, string clean) => Assert.Equal(clean, TerminalText.Clean(text));

    [Fact]
    public void A_lone_surrogate_is_written_out() => Assert.Equal("\\uD800 lone", TerminalText.Clean("\ud800 lone"));

    [Theory]
    [InlineData(-5, "0 seconds")]
    [InlineData(1, "1 second")]
    [InlineData(61, "1 minute")]
    [InlineData(7200, "2 hours")]
    [InlineData(200_000, "2 days")]
    public void An_age_is_said_in_its_largest_unit(int seconds, string text) => Assert.Equal(text, Age.Of(TimeSpan.FromSeconds(seconds)));
}
