using System.Globalization;
using System.Text;

namespace Platform.Yaml;

/// <summary>Text from a file as it may appear in a message: short, on one line, without control characters.</summary>
internal static class TextExcerpt
{
    /// <summary>Longer texts are cut: they may be secrets, and they bury the sentence.</summary>
    private const int MaxLength = 60;

    public static string Of(string text, int maxLength = MaxLength)
    {
        var cut = text.Length > maxLength;
        var end = cut ? maxLength : text.Length;
        if (cut && char.IsHighSurrogate(text[end - 1])) end--;

        var shown = text.AsSpan(0, end);
        if (!cut && !NeedsEscape(shown)) return text;

        var excerpt = new StringBuilder(end + 8);
        foreach (var character in shown)
        {
            if (!NeedsEscape(character)) excerpt.Append(character);
            else if (character == '\n') excerpt.Append("\\n");
            else if (character == '\t') excerpt.Append("\\t");
            else excerpt.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return cut ? excerpt.Append('…').ToString() : excerpt.ToString();
    }

    private static bool NeedsEscape(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (NeedsEscape(character)) return true;
        }

        return false;
    }

    /// <summary>
    /// Control and bidirectional formatting characters, which make a terminal lie, and line separators.
    /// </summary>
    private static bool NeedsEscape(char character) =>
        char.IsControl(character)
        || character is '\u2028' or '\u2029' or '\u061c' or '\ufeff'
        || character is (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
