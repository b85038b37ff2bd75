using System.Text.RegularExpressions;

namespace Platform.Schema.Patterns;

/// <summary>A text is no regular expression; the message says why, to stand behind a colon.</summary>
internal sealed class PatternSyntaxException(string reason) : Exception(reason)
{
    /// <summary>.NET's reason in our words.</summary>
    public static string Reason(RegexParseException exception) => exception.Error switch
    {
        RegexParseError.InsufficientClosingParentheses => "a `(` is not closed",
        RegexParseError.InsufficientOpeningParentheses => "a `)` closes nothing",
        RegexParseError.UnterminatedBracket => "a `[` is not closed",
        RegexParseError.QuantifierAfterNothing => "there is nothing to repeat",
        RegexParseError.NestedQuantifiersNotParenthesized => "a repetition is repeated",
        RegexParseError.ReversedCharacterRange or RegexParseError.ReversedQuantifierRange => "a range ends before it starts",
        RegexParseError.UnescapedEndingBackslash => "a `\\` stands at the end",
        RegexParseError.UndefinedNumberedReference or RegexParseError.UndefinedNamedReference => "a reference leads to no group",
        RegexParseError.InsufficientOrInvalidHexDigits => "an escape lacks digits",
        _ => $"it is wrong at character {exception.Offset + 1}",
    };
}
