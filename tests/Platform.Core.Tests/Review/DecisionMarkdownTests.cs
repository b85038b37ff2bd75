using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Platform.Manifests.Reviewers;
using Platform.Reporting;
using Platform.Review;
using Platform.Text;

namespace Platform.Tests.Review;

/// <summary>What reviewers write is a reviewer's: in a comment it is nothing but text.</summary>
public sealed partial class DecisionMarkdownTests
{
    public static TheoryData<string> Hostile =>
    [
        "# heading", "](https://evil.example)", "![x](https://evil.example/x.png)", "<img src=x onerror=alert(1)>", "</details><script>", "@operator closes #12", "!12 and owner/repo#3",
        "`` `x` ``", "`", "```\ncode\n```", "a | b", "- [x] done", "\u001b[31mred", "\u202eevil", "line\n\n# heading\n- [x] merged", "\r\n> quote", "https://evil.example", "&#64;operator", "\\`@operator\\`", "\u2028x",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_text_stays_in_its_code_span(string text)
    {
        var risk = Verdicts.Risk(RiskSeverity.High, title: text) with { Recommendation = text };
        var markdown = DecisionMarkdown.Write(Verdicts.Decide(Verdicts.Of("A", ReviewHat.Tech, VerdictAnswer.NotOk, 1, risk) with { Opportunities = [text] }));
        var plain = DecisionMarkdown.Write(Verdicts.Decide(Verdicts.Of("A", ReviewHat.Tech, VerdictAnswer.NotOk, 1, Verdicts.Risk(RiskSeverity.High) with { Recommendation = "x" }) with { Opportunities = ["x"] }));
        Assert.Equal(WithoutSpans(plain), WithoutSpans(markdown));
        Assert.DoesNotContain('\u001b', markdown);
        Assert.DoesNotContain('\u202e', markdown);
    }

    [Fact]
    public void Any_text_is_one_span_on_one_line() => Prop.ForAll<string?>(text =>
    {
        var span = MarkdownSpan.Of(text ?? "", 100);
        return !span.Contains('\n', StringComparison.Ordinal) && WithoutSpans(span).Length == 0 && TerminalText.Clean(span) == span && span.Length < 1_000;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("x", "`x`")]
    [InlineData("", "`(nothing)`")]
    [InlineData(" \n ", "`(nothing)`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a", "`` `a ``")]
    [InlineData("a``", "``` a`` ```")]
    [InlineData("a\n  b", "`a b`")]
    [InlineData("12345678901", "`1234567890…`")]
    public void A_span_is_written_as_CommonMark_reads_it(string text, string span) => Assert.Equal(span, MarkdownSpan.Of(text, 10));

    [Fact]
    public void A_comment_is_bounded_however_much_was_said()
    {
        var risks = Enumerable.Range(1, 500).Select(i => Verdicts.Risk(RiskSeverity.High, $"compose/a.yaml:{i}", title: new string('x', 300)) with { Recommendation = new string('y', 4000) }).ToArray();
        var markdown = DecisionMarkdown.Write(Verdicts.Decide(Verdicts.Of("A", ReviewHat.Tech, VerdictAnswer.NotOk, 1, risks)));
        Assert.InRange(markdown.Length, 10_000, 200_000);
        Assert.Contains("- and 450 more\n", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_and_who_failed_is_said()
    {
        var decision = ReviewDecision.Of(new VerdictSet([]), Verdicts.Naming(new ReviewQuorum(1, [ReviewHat.Tech]), "claude"), [new ReviewerFailure("claude", ReviewHat.Tech, ReviewerFailureReason.TimedOut, "no verdict within 5 s")]);
        var markdown = DecisionMarkdown.Write(decision);
        Assert.Contains("## Review: INCOMPLETE — defer\n", markdown, StringComparison.Ordinal);
        Assert.Contains("### Missing\n\n- `claude` as tech\n", markdown, StringComparison.Ordinal);
        Assert.Contains("### Reviewers that gave no verdict\n\n- `claude` as tech: `no verdict within 5 s`\n", markdown, StringComparison.Ordinal);
    }

    /// <summary>As CommonMark takes them: a run of backticks up to the next of the same length.</summary>
    private static string WithoutSpans(string markdown) => Span().Replace(markdown, "");

    [GeneratedRegex(@"(?<!`)(?<fence>`+)(?!`)[^\n]*?(?<!`)\k<fence>(?!`)")]
    private static partial Regex Span();
}
