using System.Globalization;

namespace Platform.Schema.Formats;

/// <summary>
/// U-labels: the code points of RFC 5892 with its rules for context, and the hyphens of RFC 5891, 4.2.3. Not checked is
/// normalisation form C, for which .NET has no data with invariant globalization.
/// </summary>
internal static class UnicodeLabel
{
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        var label = new List<int>();
        foreach (var rune in text.EnumerateRunes()) label.Add(rune.Value);
        if (label.Count == 0 || label[0] == '-' || label[^1] == '-' || IsMark(label[0])) return false;
        if (label.Count > 3 && label[2] == '-' && label[3] == '-') return false;
        for (var i = 0; i < label.Count; i++)
        {
            if (!IsAllowed(label, i)) return false;
        }

        return true;
    }

    private static bool IsMark(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsAllowed(List<int> label, int index)
    {
        var codePoint = label[index];
        return codePoint switch
        {
            // Appendix A: code points that depend on their neighbours.
            0x200C => FollowsVirama(label, index) || JoinsLetters(label, index),
            0x200D => FollowsVirama(label, index),
            0x00B7 => index > 0 && index + 1 < label.Count && label[index - 1] == 'l' && label[index + 1] == 'l',
            0x0375 => index + 1 < label.Count && UnicodeTables.Contains(UnicodeTables.Greek, label[index + 1]),
            0x05F3 or 0x05F4 => index > 0 && UnicodeTables.Contains(UnicodeTables.Hebrew, label[index - 1]),
            0x30FB => label.Exists(other => UnicodeTables.Contains(UnicodeTables.KanaAndHan, other)),
            >= 0x0660 and <= 0x0669 => !label.Exists(other => other is >= 0x06F0 and <= 0x06F9),
            >= 0x06F0 and <= 0x06F9 => !label.Exists(other => other is >= 0x0660 and <= 0x0669),
            // 2.6: exceptions that are valid.
            0x00DF or 0x03C2 or 0x06FD or 0x06FE or 0x0F0B or 0x3007 or '-' => true,
            < 128 => char.IsAsciiLetterOrDigit((char)codePoint),
            _ => IsLetterOrDigit(codePoint) && !UnicodeTables.Contains(UnicodeTables.Disallowed, codePoint),
        };
    }

    /// <summary>2.1 LetterDigits, without the upper case that 2.2 finds unstable.</summary>
    private static bool IsLetterOrDigit(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint)
            is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool FollowsVirama(List<int> label, int index) =>
        index > 0 && UnicodeTables.Contains(UnicodeTables.Virama, label[index - 1]);

    /// <summary>
    /// A.1: a letter that joins to the left before, one that joins to the right behind; marks may stand between.
    /// </summary>
    private static bool JoinsLetters(List<int> label, int index)
    {
        var before = index - 1;
        while (before >= 0 && IsTransparent(label[before])) before--;
        var after = index + 1;
        while (after < label.Count && IsTransparent(label[after])) after++;
        return before >= 0 && UnicodeTables.Contains(UnicodeTables.JoinsLeft, label[before])
            && after < label.Count && UnicodeTables.Contains(UnicodeTables.JoinsRight, label[after]);
    }

    private static bool IsTransparent(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
