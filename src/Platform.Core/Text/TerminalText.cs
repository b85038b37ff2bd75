using System.Buffers;
using System.Globalization;
using System.Text;

namespace Platform.Text;

/// <summary>Makes text from outside harmless for a terminal.</summary>
public static class TerminalText
{
    // C0, DEL, C1 (which some terminals obey like ESC sequences), line and paragraph separators, the bidirectional controls that
    // make text read otherwise than it is, and what nobody sees, so that two names look the same (Unicode TR 36, UTS 39).
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)) +
        "\u00AD\u034F\u061C\u115F\u1160\u180E\u200B\u200C\u200D\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E" +
        "\u2060\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069\u206A\u206B\u206C\u206D\u206E\u206F\u3164\uFEFF\uFFA0" +
        "\uFFF9\uFFFA\uFFFB");

    /// <summary>Whether a terminal might obey the character, or show others otherwise than they are because of it.</summary>
    internal static bool IsUnsafe(Rune character) => character.IsBmp ? Unsafe.Contains((char)character.Value) : IsTag(character.Value);

    /// <summary>The same as <see cref="Clean(string)"/> for each line; the breaks between them stay.</summary>
    public static string CleanLines(string text) =>
        text.Contains('\n', StringComparison.Ordinal) ? string.Join('\n', text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(line => Clean(line))) : Clean(text);

    /// <summary>
    /// The text with every control character, bidirectional control, invisible character and lone surrogate written out as <c>\uXXXX</c>.
    /// Text without any comes back as it is.
    /// </summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Unsafe) < 0 && !HasUnsafeSurrogate(text)) return text;
        var clean = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) && !IsTag(char.ConvertToUtf32(c, text[i + 1])))
                clean.Append(c).Append(text[++i]);
            else if (Unsafe.Contains(c) || char.IsSurrogate(c))
                clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                clean.Append(c);
        }

        return clean.ToString();
    }

    /// <summary>The same, cut to a length a person may want to read, with an ellipsis where something was cut off.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">In UTF-16 code units, before cleaning.</param>
    public static string Clean(string text, int longest) => Clean(
        text.Length <= longest ? text
        : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] + "…");

    /// <summary>Tag characters and the supplementary variation selectors: invisible, and enough of them to write whole texts in.</summary>
    private static bool IsTag(int codePoint) => codePoint is >= 0xE0000 and <= 0xE0FFF;

    private static bool HasUnsafeSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]) || IsTag(char.ConvertToUtf32(text[i], text[++i]))) return true;
        }

        return false;
    }
}
