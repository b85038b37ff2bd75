using YamlDotNet.Core;

namespace Platform.Yaml;

/// <summary>
/// Says in an operator's words what YamlDotNet's scanner and parser complain about. The table goes by parts of
/// their messages (16.3.0); a message it does not know is passed on as it is.
/// </summary>
internal static class SyntaxExplanation
{
    private static readonly (string Part, string Meaning)[] Meanings =
    [
        ("Mapping keys are not allowed in this context", "A `key: value` pair cannot start here; if the text before it is one value that has a colon in it, put that value in quotes."),
        ("could not find expected ':'", "This line is neither a `key: value` pair nor part of the value above; a colon, or the space after it, is missing."),
        ("While parsing a block mapping, did not find expected key", "This line does not line up with the keys above it; give all keys of one mapping the same indentation, and put a value that has special characters in quotes."),
        ("did not find expected '-' indicator", "This line does not line up with the `- ` items above it; give all items of one list the same indentation."),
        ("wrong indentation", "The quoted text that starts here goes on in a line that is not indented; indent it, or close the quote."),
        ("found unexpected end of stream", "The quoted text that starts here is never closed."),
        ("found unexpected document indicator", "The quoted text that starts here is not closed before the document ends."),
        ("found unknown escape character", "A backslash in double quotes must start one of YAML's escapes; write \\\\ for a backslash, or use single quotes."),
        ("did not find expected hexadecimal number", "\\x, \\u and \\U must be followed by 2, 4 and 8 hexadecimal digits."),
        ("invalid Unicode", "This escape is no Unicode character."),
        ("found undefined tag handle", "A value that starts with `!` is a tag, and this tag's handle is not declared; if it is meant as text, put it in quotes."),
        ("found more than one anchor", "A node can have one anchor only."),
        ("found incompatible YAML document", "This %YAML version is not supported; remove the line."),
        ("indentation indicator equal to 0", "The indentation indicator of a block text is a digit from 1 to 9."),
        ("more spaces in lines above first content line", "The blank lines at the start of this block text are indented deeper than its first line; remove their spaces."),
        ("did not find expected <document start>", "The document has ended above this line; is its indentation wrong, or is `---` missing?"),
    ];

    public static void Report(string detail, Mark start, Mark current, SourceText text, TreeBuilder builder)
    {
        // Some messages come without a place; then it is where the scanner stands.
        var mark = start.Equals(Mark.Empty) ? current : start;
        var position = new TextPosition((int)mark.Line, (int)mark.Column);
        var character = CharacterAt(text, mark);
        TextPosition? related = null;

        string message;
        if (detail.Contains("invalid tab", StringComparison.Ordinal) || detail.Contains("tab character", StringComparison.Ordinal) || character == '\t')
            message = "A tab cannot be used for indentation; use spaces.";
        else if (IsUnclosed(detail) && builder.OpenCollection is { } open)
            (message, related) = ExplainUnclosed(open, character);
        else if (detail.Contains("cannot start any token", StringComparison.Ordinal))
            message = $"A value cannot start with `{TextExcerpt.Of(character.ToString())}`; put it in quotes.";
        else
            message = Translate(detail);

        builder.Fail(YamlDiagnosticCode.Syntax, message, position, related);
    }

    private static string Translate(string detail)
    {
        foreach (var (part, meaning) in Meanings)
        {
            if (detail.Contains(part, StringComparison.OrdinalIgnoreCase)) return meaning;
        }

        return "This is not valid YAML: " + TextExcerpt.Of(detail);
    }

    private static bool IsUnclosed(string detail) =>
        detail.Contains("expected ',' or ", StringComparison.Ordinal) || detail.Contains("did not find expected node content", StringComparison.Ordinal);

    private static (string Message, TextPosition? Related) ExplainUnclosed(TextPosition open, char found)
    {
        var what = found == '\0' ? "the end of the file" : $"`{TextExcerpt.Of(found.ToString())}`";
        return ($"The bracket that opens in line {open.Line}, column {open.Column} is not closed, or a comma is missing: {what} cannot stand here.", open);
    }

    private static char CharacterAt(SourceText text, Mark mark) =>
        mark.Index < text.Characters.Length ? text.Characters[(int)mark.Index] : '\0';
}
