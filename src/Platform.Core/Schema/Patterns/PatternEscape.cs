using System.Globalization;

namespace Platform.Schema.Patterns;

/// <summary>
/// The escapes that stand for code points, inside classes and outside (ECMA-262, 22.2.1, CharacterEscape).
/// </summary>
internal static class PatternEscape
{
    /// <summary>The code point at the place, which moves behind it; half a surrogate pair counts as one.</summary>
    public static int ReadCodePoint(string text, ref int position)
    {
        var isPair = position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1]);
        var codePoint = isPair ? char.ConvertToUtf32(text[position], text[position + 1]) : text[position];
        position += isPair ? 2 : 1;
        return codePoint;
    }

    /// <summary>Reads an escape from its backslash on.</summary>
    public static CodePointSet Read(string text, ref int position)
    {
        if (position + 1 >= text.Length) throw new PatternSyntaxException("a backslash at the end escapes nothing");
        var letter = text[position + 1];
        position += 2;
        if (PatternClasses.Find(letter) is { } named) return named;
        if (letter is 'p' or 'P') return ReadProperty(text, ref position, isNegated: letter == 'P');
        return CodePointSet.Of(letter switch
        {
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            '0' when position >= text.Length || !char.IsAsciiDigit(text[position]) => '\0',
            'c' => ReadControl(text, ref position),
            'x' => ReadHex(text, ref position, 2),
            'u' => ReadUnicode(text, ref position),
            _ when char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter) => letter,
            _ => throw new PatternSyntaxException($"`\\{letter}` is no escape"),
        });
    }

    /// <summary>A group's name, from behind its opening angle bracket.</summary>
    public static string ReadName(string text, ref int position)
    {
        var end = text.IndexOf('>', position);
        if (end <= position) throw new PatternSyntaxException("a group's name is not closed or empty");
        var name = text[position..end];
        var isName = !char.IsAsciiDigit(name[0]) && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$');
        if (!isName) throw new PatternSyntaxException($"`{name}` is no name of a group");
        position = end + 1;
        return name;
    }

    private static CodePointSet ReadProperty(string text, ref int position, bool isNegated)
    {
        var end = text.IndexOf('}', position);
        if (position >= text.Length || text[position] != '{' || end < 0)
            throw new PatternSyntaxException("`\\p` needs a name in braces");
        var name = text[(position + 1)..end];
        position = end + 1;
        var set = UnicodeProperty.Find(name) ?? throw new PatternSyntaxException($"the Unicode property `{name}` is not known or not supported");
        if (!isNegated) return set;
        // Categories divide up all code points, so that the others are the complement.
        return set.Categories == 0 ? new CodePointSet(set.Ranges, isNegated: true) : new CodePointSet([], ~set.Categories);
    }

    private static int ReadControl(string text, ref int position)
    {
        if (position >= text.Length || !char.IsAsciiLetter(text[position]))
            throw new PatternSyntaxException("`\\c` needs a letter");
        return text[position++] & 0x1F;
    }

    private static int ReadUnicode(string text, ref int position)
    {
        if (position < text.Length && text[position] == '{')
        {
            var end = text.IndexOf('}', position);
            var isNumber = int.TryParse(
                end < 0 ? "" : text.AsSpan(position + 1, end - position - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var named);
            if (!isNumber || named is < 0 or > CodePointSet.MaxCodePoint)
                throw new PatternSyntaxException("`\\u{…}` is no code point");
            position = end + 1;
            return named;
        }

        var first = ReadHex(text, ref position, 4);
        var isPair = char.IsHighSurrogate((char)first) && text.AsSpan(position).StartsWith("\\u", StringComparison.Ordinal);
        if (!isPair) return first;

        var second = position + 2;
        var low = ReadHex(text, ref second, 4);
        if (!char.IsLowSurrogate((char)low)) return first;
        position = second;
        return char.ConvertToUtf32((char)first, (char)low);
    }

    private static int ReadHex(string text, ref int position, int digits)
    {
        if (position + digits > text.Length
            || !int.TryParse(text.AsSpan(position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            throw new PatternSyntaxException($"an escape needs {digits} hexadecimal digits");
        position += digits;
        return value;
    }
}
