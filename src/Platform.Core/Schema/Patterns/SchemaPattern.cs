using System.Text.RegularExpressions;
using Platform.Schema.Evaluating;
using Platform.Yaml;

namespace Platform.Schema.Patterns;

/// <summary>
/// A regular expression of <c>pattern</c>, <c>patternProperties</c> or the format "regex": ECMA-262, unanchored, run by
/// .NET's engine with a limit on the time of each match. Built when it is first asked.
/// </summary>
internal sealed class SchemaPattern(string text)
{
    private const int MaxShown = 200;

    /// <summary>Far beyond what people write. .NET's parser takes memory out of proportion to what it is given.</summary>
    private const int Longest = 4096;

    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    private Regex? _regex;

    public string Text => text;

    /// <summary>What is wrong with an expression, to stand behind a colon; null for a good one.</summary>
    public static string? Fault(string text)
    {
        try
        {
            _ = Build(text);
            return null;
        }
        catch (PatternSyntaxException exception)
        {
            return exception.Message;
        }
    }

    /// <exception cref="PatternSyntaxException">The text is no expression.</exception>
    public bool IsMatch(string value) => TryMatch(value) == true;

    /// <summary>Whether a text matches; null where finding out takes too long.</summary>
    /// <exception cref="PatternSyntaxException">The text is no expression.</exception>
    public bool? TryMatch(string value)
    {
        try
        {
            return (_regex ??= Build(text)).IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            EvaluationBudget.CheckTime();
            return null;
        }
    }

    /// <summary>The expression in backticks, as messages show it.</summary>
    public override string ToString() => $"`{TextExcerpt.Of(text, MaxShown)}`";

    private static Regex Build(string text)
    {
        if (text.Length > Longest) throw new PatternSyntaxException($"it is longer than {Longest} characters");
        try
        {
            return new Regex(PatternTranslation.ToDotNet(text), RegexOptions.CultureInvariant, MatchLimit);
        }
        catch (RegexParseException exception)
        {
            throw new PatternSyntaxException(PatternSyntaxException.Reason(exception));
        }
    }
}
