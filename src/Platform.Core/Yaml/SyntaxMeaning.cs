namespace Platform.Yaml;

/// <summary>What YamlDotNet's messages (16.3.0) mean to somebody who did not write a YAML parser.</summary>
internal static class SyntaxMeaning
{
    private const int MaxDetail = 160;

    /// <summary>Parts of messages, the more special ones first.</summary>
    private static readonly (string Part, string Meaning)[] Table =
    [
        ("scanning a directive", "A line that starts with % is a YAML directive; if it is meant as text, put it in quotes."),
        ("directive", "%YAML and %TAG directives must stand once, before `---`; remove the line."),
        ("incompatible YAML document", "This %YAML version is not supported; remove the line."),
        ("multiline plain scalar, found invalid mapping", "This line reads as part of the text in the line above; is a space missing there, behind a colon?"),
        ("plain scalar value, found invalid mapping", "A value with `: ` in it must be in quotes; if this line is a key of its own, it is indented too deep."),
        ("Mapping keys are not allowed in this context", "A `key: value` pair cannot start here; put it on a line of its own, or put the value in quotes."),
        ("Block sequence entries are not allowed", "A list item `- …` cannot start here; put it on a line of its own, or put the value in quotes."),
        ("could not find expected ':'", "This line is neither a `key: value` pair nor part of the value above; a colon, or the space behind it, is missing."),
        ("block mapping, did not find expected key", "This line does not line up with the keys above it; give all keys of one mapping the same indentation."),
        ("did not find expected '-' indicator", "This line does not line up with the `- ` items above it; give all items of one list the same indentation."),
        ("wrong indentation", "The quoted text that starts here goes on in a line that is not indented; indent it, or close the quote."),
        ("quoted scalar, found unexpected end of stream", "The quoted text that starts here is never closed."),
        ("found unexpected document indicator", "The quoted text that starts here is not closed before the document ends."),
        ("found unknown escape character", "A backslash in double quotes must start one of YAML's escapes; write \\\\ for a backslash, or use single quotes."),
        ("did not find expected hexadecimal number", "\\x, \\u and \\U must be followed by 2, 4 and 8 hexadecimal digits."),
        ("invalid Unicode", "This escape is no Unicode character."),
        ("anchor or alias", "A value that starts with & or * is an anchor or an alias, and needs a name; if it is meant as text, put it in quotes."),
        ("more than one anchor", "A node can have one anchor only."),
        ("undefined tag handle", "A value that starts with ! is a tag, and nothing declares this one; if it is meant as text, put it in quotes."),
        ("scanning a tag", "A value that starts with ! is a tag, and this one is not complete; if it is meant as text, put it in quotes."),
        ("indentation indicator equal to 0", "The indentation indicator of a block text is a digit from 1 to 9."),
        ("more spaces in lines above first content line", "The blank lines at the start of this block text are indented deeper than its first line; remove their spaces."),
        ("scanning a block scalar", "| and > start a block text, whose lines follow below; if this is meant as text, put it in quotes."),
        ("did not find expected <document", "The document has ended before this; is its indentation wrong, or is a bracket or quote closed too early?"),
        ("comment between adjacent scalars", "A comment cannot stand inside a text of several lines; put the text in quotes or use | for it."),
    ];

    public static string Of(string detail)
    {
        foreach (var (part, meaning) in Table)
        {
            if (detail.Contains(part, StringComparison.OrdinalIgnoreCase)) return meaning;
        }

        return $"This is not valid YAML: {TextExcerpt.Of(detail.TrimEnd('.'), MaxDetail)}.";
    }
}
