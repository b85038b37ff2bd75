using System.Globalization;
using System.Text;

namespace Platform.Schema.Patterns;

/// <summary>
/// Writes an expression of ECMA-262 (https://tc39.es/ecma262/#sec-patterns) so that .NET's engine means the same: its
/// <c>$</c> matches before a last line break, its classes have all of Unicode in them, and it has groups and escapes of
/// its own.
/// </summary>
internal ref struct PatternTranslation
{
    private const string Word = "A-Za-z0-9_";
    private const string Space = @"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private const string Pair = @"[\ud800-\udbff][\udc00-\udfff]";

    private readonly string _text;
    private readonly StringBuilder _result = new();
    private int _at;

    private PatternTranslation(string text) => _text = text;

    /// <exception cref="PatternSyntaxException">The text has something that ECMA-262 does not have.</exception>
    public static string ToDotNet(string text)
    {
        var translation = new PatternTranslation(text);
        while (translation._at < text.Length) translation.TakeTerm();
        return translation._result.ToString();
    }

    private void TakeTerm()
    {
        var character = _text[_at++];
        switch (character)
        {
            case '$':
                _result.Append(@"\z");
                break;
            case '.':
                _result.Append($@"(?:{Pair}|[^\n\r\u2028\u2029])");
                break;
            case '[':
                TakeClass();
                break;
            case '(':
                TakeGroup();
                break;
            case '\\':
                TakeEscape(inClass: false);
                break;
            case var high when char.IsHighSurrogate(high) && _at < _text.Length && char.IsLowSurrogate(_text[_at]):
                // One character, though two of .NET's, so that all of it is repeated.
                _result.Append("(?:").Append(high).Append(_text[_at++]).Append(')');
                break;
            default:
                _result.Append(character);
                break;
        }
    }

    private readonly void TakeGroup()
    {
        _result.Append('(');
        var rest = _text.AsSpan(_at);
        if (rest is not ['?', ..]) return;
        var isKnown = rest is ['?', ':' or '=' or '!', ..] or ['?', '<', '=' or '!', ..]
            || (rest is ['?', '<', var first, ..] && (char.IsLetter(first) || first is '_' or '$') && !rest[..Math.Max(rest.IndexOf('>'), 0)].Contains('-'));
        if (!isKnown) throw new PatternSyntaxException($"`({rest[..Math.Min(2, rest.Length)]}` starts no group");
    }

    private void TakeClass()
    {
        var isNegated = _at < _text.Length && _text[_at] == '^';
        if (isNegated) _at++;
        if (_at < _text.Length && _text[_at] == ']')
        {
            // Nothing, and its opposite; .NET would take the bracket for a member.
            _at++;
            _result.Append(isNegated ? @"(?:" + Pair + @"|[\s\S])" : "(?!)");
            return;
        }

        if (isNegated) _result.Append("(?:").Append(Pair).Append("|[^");
        else _result.Append('[');
        while (true)
        {
            if (_at == _text.Length) throw new PatternSyntaxException("a `[` is not closed");
            var character = _text[_at++];
            if (character == ']') break;
            if (character == '\\') TakeEscape(inClass: true);
            // .NET takes -[…] in a class for a subtraction.
            else if (character == '[') _result.Append(@"\[");
            else _result.Append(character);
        }

        _result.Append(isNegated ? "])" : "]");
    }

    private void TakeEscape(bool inClass)
    {
        if (_at == _text.Length) throw new PatternSyntaxException("a `\\` stands at the end");
        var character = _text[_at++];
        switch (character)
        {
            case 'd':
                Append(inClass, "0-9");
                break;
            case 'D':
                Append(inClass, @"\u0000-/:-\uffff");
                break;
            case 'w':
                Append(inClass, Word);
                break;
            case 'W':
                Append(inClass, @"\u0000-/:-@\[-\^`{-\uffff");
                break;
            case 's':
                Append(inClass, Space);
                break;
            case 'S' when !inClass:
                _result.Append("[^").Append(Space).Append(']');
                break;
            case 'b' when !inClass:
                _result.Append($"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))");
                break;
            case 'B' when !inClass:
                _result.Append($"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))");
                break;
            case 'p' or 'P':
                _result.Append('\\').Append(character).Append('{').Append(UnicodeProperty.ToDotNet(TakeBraces(character))).Append('}');
                break;
            case 'u' when _at < _text.Length && _text[_at] == '{':
                AppendCodePoint(TakeBraces(character), inClass);
                break;
            case 'k' when !inClass:
            case 'f' or 'n' or 'r' or 't' or 'v' or 'x' or 'u' or 'c' or 'S' or 'b':
                _result.Append('\\').Append(character);
                break;
            case '0':
                _result.Append(@"\u0000");
                break;
            case >= '1' and <= '9' when !inClass:
                _result.Append('\\').Append(character);
                break;
            case var other when char.IsAsciiLetterOrDigit(other):
                throw new PatternSyntaxException($"`\\{other}` is no escape");
            default:
                _result.Append('\\').Append(character);
                break;
        }
    }

    private readonly void Append(bool inClass, string members)
    {
        if (inClass) _result.Append(members);
        else _result.Append('[').Append(members).Append(']');
    }

    /// <summary>What stands in the braces of <c>\p{…}</c> and <c>\u{…}</c>.</summary>
    private string TakeBraces(char escape)
    {
        var end = _text.IndexOf('}', _at);
        if (_at == _text.Length || _text[_at] != '{' || end < 0) throw new PatternSyntaxException($"`\\{escape}` lacks its {{…}}");
        var inside = _text[(_at + 1)..end];
        _at = end + 1;
        return inside;
    }

    private readonly void AppendCodePoint(string digits, bool inClass)
    {
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || !Rune.IsValid(value))
            throw new PatternSyntaxException($"`\\u{{{digits}}}` is no character");
        var text = new Rune(value).ToString();
        if (text.Length == 1) _result.Append(CultureInfo.InvariantCulture, $"\\u{value:x4}");
        else if (!inClass) _result.Append("(?:").Append(text).Append(')');
        else throw new PatternSyntaxException($"`\\u{{{digits}}}` cannot stand in a class here");
    }
}
