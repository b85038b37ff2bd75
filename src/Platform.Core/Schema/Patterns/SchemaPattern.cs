using System.Diagnostics.CodeAnalysis;
using Platform.Yaml;

namespace Platform.Schema.Patterns;

/// <summary>
/// A regular expression of <c>pattern</c>, <c>patternProperties</c> or the format "regex": ECMA-262 in Unicode mode,
/// unanchored. An engine of its own, because .NET's works on UTF-16 units, has classes of its own, can take
/// exponential time, and costs a command line tens of milliseconds to start.
/// </summary>
internal sealed class SchemaPattern
{
    private const int MaxShown = 200;

    private readonly string _text;
    private readonly PatternProgram _program;

    private SchemaPattern(string text, PatternProgram program)
    {
        _text = text;
        _program = program;
    }

    /// <summary>
    /// Reads an expression; <paramref name="reason"/> says what is wrong with it, to stand behind a colon.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SchemaPattern? pattern, out string? reason)
    {
        try
        {
            var parser = new PatternParser(text);
            pattern = new SchemaPattern(text, PatternCompiler.Compile(parser, parser.Parse()));
            reason = null;
            return true;
        }
        catch (PatternSyntaxException exception)
        {
            pattern = null;
            reason = exception.Message;
            return false;
        }
    }

    public bool IsMatch(string text) => Match(text) == PatternOutcome.Match;

    public PatternOutcome Match(string text) => PatternMatcher.Match(_program, text);

    /// <summary>The expression in backticks, as messages show it.</summary>
    public override string ToString() => $"`{TextExcerpt.Of(_text, MaxShown)}`";
}
