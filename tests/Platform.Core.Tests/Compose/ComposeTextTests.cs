using FsCheck;
using FsCheck.Fluent;
using Platform.Compose;

namespace Platform.Tests.Compose;

/// <summary>Tried with docker compose 2.26.1: <c>docker compose config</c> gives the same, but for what it refuses (<c>${</c>).</summary>
public sealed class ComposeTextTests
{
    [Theory]
    [InlineData("plain", "plain", "", "plain")]
    [InlineData("", "", "", "")]
    [InlineData("${A}", null, "A", "")]
    [InlineData("$A/b", null, "A", "/b")]
    [InlineData("a/${B}/c", null, "B", "/c")]
    [InlineData("${A:-x}/b", "x/b", "A", "x/b")]
    [InlineData("${A-}", "", "A", "")]
    [InlineData("${A:?no}", null, "A", "")]
    [InlineData("${A:+x}b", null, "A", "b")]
    [InlineData("${A}${B:-c}/d", null, "A B", "c/d")]
    [InlineData("${A:-${B:-c}}", "c", "A B", "c")]
    [InlineData("${A:-${B}}", null, "A B", "")]
    [InlineData("a$$b", "a$b", "", "a$b")]
    [InlineData("$$$A", null, "A", "")]
    [InlineData("$", "$", "", "$")]
    [InlineData("${", null, "", "")]
    [InlineData("$1a", "$1a", "", "$1a")]
    [InlineData("a$-b$", "a$-b$", "", "a$-b$")]
    public void A_text_is_taken_apart_at_its_variables(string written, string? withDefaults, string variables, string knownEnd)
    {
        var text = ComposeText.Parse(written);
        Assert.Equal((withDefaults, variables, knownEnd), (text.WithDefaults, string.Join(' ', text.Variables).Trim(), text.KnownEnd));
    }

    [Fact]
    public void Any_text_is_taken_apart_and_none_without_a_dollar_sign_is_changed() => Prop.ForAll<NonNull<string>>(any =>
    {
        var text = ComposeText.Parse(any.Get);
        return text.KnownEnd is not null && (any.Get.Contains('$', StringComparison.Ordinal) || text.WithDefaults == any.Get);
    }).QuickCheckThrowOnFailure();
}
