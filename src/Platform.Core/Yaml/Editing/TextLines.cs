namespace Platform.Yaml.Editing;

/// <summary>The lines of a text, whose breaks may be of several kinds.</summary>
internal readonly struct TextLines(string text)
{
    private const string Breaks = "\r\n";

    /// <summary>The first character of the line that an offset is in.</summary>
    public int StartOf(int offset) => text.AsSpan(0, offset).LastIndexOfAny(Breaks) + 1;

    /// <summary>Behind the last character of the line that an offset is in, its break left out.</summary>
    public int EndOf(int offset) => text.AsSpan(offset).IndexOfAny(Breaks) is >= 0 and var length ? offset + length : text.Length;

    /// <summary>The first character of the next line; the end of the text where there is none.</summary>
    public int AfterLineOf(int offset)
    {
        var end = EndOf(offset);
        return end + BreakAt(end).Length;
    }

    /// <summary>How many characters stand before one in its line.</summary>
    public int ColumnOf(int offset) => offset - StartOf(offset);

    /// <summary>Whether a line, or the rest of one, has nothing but blanks.</summary>
    public bool IsBlankFrom(int offset) => text.AsSpan(offset, EndOf(offset) - offset).Trim(" \t").IsEmpty;

    /// <summary>Whether the rest of a line has nothing but blanks and a comment; without blanks before it <c>#</c> is none.</summary>
    public bool IsOnlyCommentFrom(int offset)
    {
        var rest = text.AsSpan(offset, EndOf(offset) - offset);
        var said = rest.TrimStart(" \t");
        return said.IsEmpty || (said[0] == '#' && (said.Length < rest.Length || offset == StartOf(offset) || IsBreak(offset - 1)));
    }

    /// <summary>The break that ends the line before an offset, or that of the first line, or a line feed.</summary>
    public string BreakBefore(int offset)
    {
        var end = offset > 0 && text[offset - 1] is '\r' or '\n' ? offset - 1 : StartOf(offset) - 1;
        if (end > 0 && text[end] == '\n' && text[end - 1] == '\r') end--;
        if (end >= 0) return BreakAt(end);
        return BreakAt(EndOf(0)) is { Length: > 0 } first ? first : "\n";
    }

    private bool IsBreak(int offset) => offset >= 0 && text[offset] is '\r' or '\n';

    private string BreakAt(int offset) =>
        offset >= text.Length ? "" : text.AsSpan(offset).StartsWith("\r\n") ? "\r\n" : text[offset] == '\r' ? "\r" : "\n";
}
