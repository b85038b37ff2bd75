using YamlDotNet.Core;

namespace Platform.Yaml;

/// <summary>
/// Turns an exception of YamlDotNet's scanner or parser into a diagnostic. Looks at the text first, since the same
/// message has many causes; <see cref="SyntaxMeaning"/> knows the rest.
/// </summary>
internal static class SyntaxExplanation
{
    public static void Report(string detail, Mark start, Mark current, SourceText text, TreeBuilder builder)
    {
        // Some messages come without a place; then it is where the scanner stands.
        var mark = start.Equals(Mark.Empty) ? current : start;
        var position = new TextPosition((int)mark.Line, (int)mark.Column);
        var characters = text.Characters;
        var index = (int)Math.Min(mark.Index, characters.Length);
        var found = index < characters.Length ? characters[index] : '\0';

        if (builder.OpenFlowCollection is { } open && IsUnclosed(detail))
            builder.Fail(YamlDiagnosticCode.Syntax, ExplainUnclosed(open, found), position, open);
        else
            builder.Fail(
                YamlDiagnosticCode.Syntax,
                ExplainByText(detail, characters, index, found) ?? SyntaxMeaning.Of(detail),
                position);
    }

    private static string? ExplainByText(string detail, ReadOnlySpan<char> text, int index, char found)
    {
        if (found == '\t' || detail.Contains("invalid tab", StringComparison.Ordinal) || detail.Contains("tab character", StringComparison.Ordinal))
            return "A tab cannot be used for indentation; use spaces.";
        if (detail.Contains("cannot start any token", StringComparison.Ordinal))
            return $"A value cannot start with {Show(found)}; put it in quotes.";
        if (found is ']' or '}' or ',' && detail.Contains("expected node content", StringComparison.Ordinal))
            return $"A value cannot start with {Show(found)}; put it in quotes.";
        var isMisplaced = detail.Contains("did not find expected", StringComparison.OrdinalIgnoreCase) && !detail.Contains("scanning", StringComparison.Ordinal);
        if (!isMisplaced && !detail.Contains("could not find expected ':'", StringComparison.Ordinal)) return null;

        var line = text[(text[..index].LastIndexOf('\n') + 1)..];
        var indent = index - (text.Length - line.Length);
        if (isMisplaced && line[..indent].IndexOfAnyExcept(' ') >= 0 && found != '\0')
            return "Nothing can follow the value that ends here; put the whole value in quotes, and write a quote inside single quotes twice.";
        var end = line.IndexOfAny('\r', '\n');
        // A lone carriage return ends a line for the scanner, and the place it complains of may lie behind it.
        if (end >= 0 && end < indent) return null;
        return MissingSpace(end < 0 ? line[indent..] : line[indent..end]);
    }

    private static string? MissingSpace(ReadOnlySpan<char> line)
    {
        if (line is ['-', not (' ' or '-'), ..]) return "A `-` that starts a list item must be followed by a space.";
        var colon = line.IndexOf(':');
        var isKey = colon > 0 && colon + 1 < line.Length && line[colon + 1] != ' ' && line[..colon].IndexOfAny(" '\"") < 0;
        return isKey ? $"The colon behind `{TextExcerpt.Of(line[..colon].ToString())}` must be followed by a space." : null;
    }

    /// <summary>
    /// YamlDotNet says so in many ways, or loses its track and throws an exception that is none of its own.
    /// </summary>
    private static bool IsUnclosed(string detail) =>
        detail.Contains("expected ',' or ", StringComparison.Ordinal)
        || detail.Contains("expected node content", StringComparison.Ordinal)
        || detail.Contains("Operation is not valid", StringComparison.Ordinal)
        || detail.Contains("Arg_InvalidOperationException", StringComparison.Ordinal);

    private static string ExplainUnclosed(TextPosition open, char found) =>
        $"The bracket that opens in line {open.Line}, column {open.Column} is not closed, or a comma is missing or too many: {Show(found)} cannot stand here.";

    private static string Show(char found) => found switch
    {
        '\0' => "the end of the file",
        '`' => "a backtick",
        _ => $"`{TextExcerpt.Of(found.ToString())}`",
    };
}
