using System.Globalization;

namespace Platform.Schema.Patterns;

/// <summary>
/// Reads a regular expression of ECMA-262 in Unicode mode (22.2.1), which is what JSON Schema asks for. More lenient
/// in what browsers accept without the <c>u</c> flag: escaped punctuation, and brackets that stand for themselves.
/// </summary>
internal sealed class PatternParser(string text)
{
    private const int MaxDepth = 200;

    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private int _position;
    private int _depth;

    /// <summary>Groups seen so far.</summary>
    public int GroupCount { get; private set; }

    public bool HasBackreferences { get; private set; }

    public IReadOnlyDictionary<string, int> GroupNames => _names;

    /// <exception cref="PatternSyntaxException">The text is no such expression.</exception>
    public PatternNode Parse()
    {
        var pattern = ParseAlternation();
        if (_position < text.Length) throw new PatternSyntaxException("a `)` is not opened");
        return pattern;
    }

    private PatternNode ParseAlternation()
    {
        if (++_depth > MaxDepth) throw new PatternSyntaxException("groups are nested too deeply");
        var branches = new List<PatternNode> { ParseSequence() };
        while (TryTake('|')) branches.Add(ParseSequence());
        _depth--;
        return branches.Count == 1 ? branches[0] : new PatternNode.Alternation(branches);
    }

    private PatternNode ParseSequence()
    {
        var parts = new List<PatternNode>();
        while (_position < text.Length && text[_position] is not ('|' or ')'))
        {
            var groups = GroupCount;
            parts.Add(ParseQuantifier(ParseTerm(), groups + 1));
        }

        return parts.Count == 1 ? parts[0] : new PatternNode.Sequence(parts);
    }

    private PatternNode ParseTerm()
    {
        var character = text[_position];
        switch (character)
        {
            case '^':
                _position++;
                return new PatternNode.Assertion(AssertionKind.Start);
            case '$':
                _position++;
                return new PatternNode.Assertion(AssertionKind.End);
            case '.':
                _position++;
                return new PatternNode.Set(PatternClasses.AnyInLine);
            case '(':
                _position++;
                return ParseGroup();
            case '[':
                _position++;
                return new PatternNode.Set(new PatternClassParser(text, ref _position).Parse());
            case '\\':
                return ParseEscape();
            case '*' or '+' or '?':
                throw new PatternSyntaxException($"there is nothing that the `{character}` could repeat");
            case '{' when TryReadBounds(out _, out _):
                throw new PatternSyntaxException("there is nothing that the `{` could repeat");
            default:
                return new PatternNode.Set(CodePointSet.Of(PatternEscape.ReadCodePoint(text, ref _position)));
        }
    }

    private PatternNode ParseGroup()
    {
        PatternNode group;
        if (!TryTake('?')) group = ParseCapture();
        else if (TryTake(':')) group = new PatternNode.Sequence([ParseAlternation()]); // so that (?:^)* is no repeated assertion
        else if (TryTake('=')) group = new PatternNode.Look(ParseAlternation(), IsBehind: false, IsNegative: false);
        else if (TryTake('!')) group = new PatternNode.Look(ParseAlternation(), IsBehind: false, IsNegative: true);
        else if (TryTake("<=")) group = new PatternNode.Look(ParseAlternation(), IsBehind: true, IsNegative: false);
        else if (TryTake("<!")) group = new PatternNode.Look(ParseAlternation(), IsBehind: true, IsNegative: true);
        else if (TryTake('<')) group = ParseNamedCapture();
        else throw new PatternSyntaxException("the group `(?…` is of a kind that ECMA-262 does not have");

        if (!TryTake(')')) throw new PatternSyntaxException("a `(` is not closed");
        return group;
    }

    private PatternNode.Group ParseCapture()
    {
        var number = ++GroupCount;
        return new PatternNode.Group(number, ParseAlternation());
    }

    private PatternNode.Group ParseNamedCapture()
    {
        var name = PatternEscape.ReadName(text, ref _position);
        if (!_names.TryAdd(name, GroupCount + 1))
            throw new PatternSyntaxException($"two groups have the name `{name}`");
        return ParseCapture();
    }

    private PatternNode ParseEscape()
    {
        var next = _position + 1 < text.Length ? text[_position + 1] : '\0';
        if (next is 'b' or 'B')
        {
            _position += 2;
            return new PatternNode.Assertion(next == 'b' ? AssertionKind.WordBoundary : AssertionKind.NotWordBoundary);
        }

        if (next is >= '1' and <= '9')
        {
            _position++;
            HasBackreferences = true;
            return new PatternNode.Backreference(ReadNumber(), Name: null);
        }

        if (next == 'k')
        {
            _position += 2;
            if (!TryTake('<')) throw new PatternSyntaxException("`\\k` needs a name in angle brackets");
            HasBackreferences = true;
            return new PatternNode.Backreference(0, PatternEscape.ReadName(text, ref _position));
        }

        return new PatternNode.Set(PatternEscape.Read(text, ref _position));
    }

    private PatternNode ParseQuantifier(PatternNode part, int firstGroup)
    {
        int minimum;
        int? maximum;
        if (TryTake('*')) (minimum, maximum) = (0, null);
        else if (TryTake('+')) (minimum, maximum) = (1, null);
        else if (TryTake('?')) (minimum, maximum) = (0, 1);
        else if (!TryReadBounds(out minimum, out maximum)) return part;

        if (maximum < minimum) throw new PatternSyntaxException("the bounds in `{ }` are in the wrong order");
        if (part is PatternNode.Assertion or PatternNode.Look)
            throw new PatternSyntaxException("an assertion cannot be repeated");
        TryTake('?');
        return new PatternNode.Repeat(part, minimum, maximum, (firstGroup, GroupCount + 1));
    }

    /// <summary>Reads <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>; leaves the place alone if there is none.</summary>
    private bool TryReadBounds(out int minimum, out int? maximum)
    {
        (minimum, maximum) = (0, 0);
        var start = _position;
        if (!TryTake('{') || !IsDigitNext())
        {
            _position = start;
            return false;
        }

        minimum = ReadNumber();
        maximum = minimum;
        if (TryTake(',')) maximum = IsDigitNext() ? ReadNumber() : null;
        if (TryTake('}')) return true;
        _position = start;
        return false;
    }

    private bool IsDigitNext() => _position < text.Length && char.IsAsciiDigit(text[_position]);

    private int ReadNumber()
    {
        var start = _position;
        while (IsDigitNext()) _position++;
        return int.TryParse(text.AsSpan(start, _position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue;
    }

    private bool TryTake(char expected)
    {
        if (_position >= text.Length || text[_position] != expected) return false;
        _position++;
        return true;
    }

    private bool TryTake(string expected)
    {
        if (!text.AsSpan(_position).StartsWith(expected, StringComparison.Ordinal)) return false;
        _position += expected.Length;
        return true;
    }
}
