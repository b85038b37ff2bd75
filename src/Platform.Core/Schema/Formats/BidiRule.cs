using System.Globalization;

namespace Platform.Schema.Formats;

/// <summary>The Bidi rule of RFC 5893, section 2, for names that have right-to-left labels.</summary>
internal static class BidiRule
{
    /// <summary>Bidirectional classes, as far as valid labels can have them.</summary>
    private enum BidiClass
    {
        LeftToRight,
        RightToLeft,
        ArabicNumber,
        EuropeanNumber,
        Mark,
        Neutral,
    }

    public static bool IsMatch(List<string> labels)
    {
        var classes = labels.ConvertAll(Classify);
        // The rule binds every label of a name as soon as one of them reads from the right.
        var isBidi = classes.Exists(label => label.Exists(IsRightToLeft));
        return !isBidi || classes.TrueForAll(IsLabelMatch);
    }

    private static bool IsLabelMatch(List<BidiClass> label)
    {
        var last = label.FindLast(point => point != BidiClass.Mark);
        if (label[0] == BidiClass.RightToLeft)
        {
            return !label.Contains(BidiClass.LeftToRight)
                && last is BidiClass.RightToLeft or BidiClass.EuropeanNumber or BidiClass.ArabicNumber
                && !(label.Contains(BidiClass.EuropeanNumber) && label.Contains(BidiClass.ArabicNumber));
        }

        return label[0] == BidiClass.LeftToRight && !label.Exists(IsRightToLeft)
            && last is BidiClass.LeftToRight or BidiClass.EuropeanNumber;
    }

    private static bool IsRightToLeft(BidiClass point) => point is BidiClass.RightToLeft or BidiClass.ArabicNumber;

    private static List<BidiClass> Classify(string label)
    {
        var classes = new List<BidiClass>();
        foreach (var rune in label.EnumerateRunes()) classes.Add(Classify(rune.Value));
        return classes;
    }

    private static BidiClass Classify(int codePoint)
    {
        if (codePoint == '-') return BidiClass.Neutral;
        if (UnicodeTables.Contains(UnicodeTables.EuropeanNumbers, codePoint)) return BidiClass.EuropeanNumber;
        if (UnicodeTables.Contains(UnicodeTables.ArabicNumbers, codePoint)) return BidiClass.ArabicNumber;
        if (CharUnicodeInfo.GetUnicodeCategory(codePoint) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
            return BidiClass.Mark;
        return UnicodeTables.Contains(UnicodeTables.RightToLeft, codePoint) ? BidiClass.RightToLeft : BidiClass.LeftToRight;
    }
}
