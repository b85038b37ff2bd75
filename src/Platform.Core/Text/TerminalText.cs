using System.Buffers;
using System.Globalization;
using System.Text;

namespace Platform.Text;

/// <summary>Makes text from outside harmless for a terminal.</summary>
public static class TerminalText
{
    // C0, DEL, C1 (which some terminals obey like ESC sequences), line and paragraph separators, and the bidirectional
    // controls that make text read otherwise than it is (Unicode TR 36).
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)) +
        "\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF");

    /// <summary>Whether a terminal might obey the character, or show others otherwise than they are because of it.</summary>
    internal static bool IsUnsafe(char character) => Unsafe.Contains(character);

    /// <summary>
    /// The text with every control character, bidirectional control and lone surrogate written out as <c>\uXXXX</c>.
    /// Text without any comes back as it is.
    /// </summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Unsafe) < 0 && !HasLoneSurrogate(text)) return text;
        var clean = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
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

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])) return true;
        }

        return false;
    }
}
