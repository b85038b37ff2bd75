namespace Platform.Schema.Patterns;

/// <summary>Reads a class in square brackets, from behind its opening bracket.</summary>
internal ref struct PatternClassParser(string text, ref int position)
{
    private readonly ref int _position = ref position;
    private readonly List<int> _ranges = [];
    private uint _categories;

    public CodePointSet Parse()
    {
        var isNegated = TryTake('^');
        while (!TryTake(']'))
        {
            if (_position >= text.Length) throw new PatternSyntaxException("a `[` is not closed");
            ParseRange();
        }

        return new CodePointSet(_ranges, _categories, isNegated);
    }

    private void ParseRange()
    {
        var first = ReadAtom(out var firstPoint);
        // A hyphen at the end of the class, or beside a class such as \d, stands for itself.
        var isRange = firstPoint >= 0 && _position + 1 < text.Length && text[_position] == '-' && text[_position + 1] != ']';
        if (!isRange)
        {
            Add(first);
            return;
        }

        _position++;
        var last = ReadAtom(out var lastPoint);
        if (lastPoint < 0)
        {
            Add(first);
            Add(CodePointSet.Of('-'));
            Add(last);
            return;
        }

        if (lastPoint < firstPoint) throw new PatternSyntaxException("a range in `[ ]` is in the wrong order");
        _ranges.Add(firstPoint);
        _ranges.Add(lastPoint);
    }

    /// <summary>One member; <paramref name="codePoint"/> is -1 if it is a class itself.</summary>
    private readonly CodePointSet ReadAtom(out int codePoint)
    {
        if (text[_position] != '\\')
        {
            codePoint = PatternEscape.ReadCodePoint(text, ref _position);
            return CodePointSet.Of(codePoint);
        }

        if (text.AsSpan(_position).StartsWith("\\b", StringComparison.Ordinal))
        {
            _position += 2;
            codePoint = '\b';
            return CodePointSet.Of(codePoint);
        }

        var set = PatternEscape.Read(text, ref _position);
        codePoint = set.Single;
        return set;
    }

    private void Add(CodePointSet set)
    {
        _ranges.AddRange(set.Ranges);
        _categories |= set.Categories;
    }

    private readonly bool TryTake(char expected)
    {
        if (_position >= text.Length || text[_position] != expected) return false;
        _position++;
        return true;
    }
}
