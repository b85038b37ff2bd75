using FsCheck;
using FsCheck.Fluent;
using Platform.Compose;

namespace Platform.Tests.Compose;

/// <summary>Tried with docker compose 2.26.1, as those of images are.</summary>
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
    [InlineData("$", null, "", "")]
    [InlineData("${", null, "", "")]
    [InlineData("$1a", null, "", "1a")]
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
