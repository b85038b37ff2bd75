using System.Globalization;

namespace Platform.Schema.Patterns;

/// <summary>
/// The properties of <c>\p{…}</c>: all general categories under all their names, and the few others that can be told
/// exactly. Scripts and derived properties need tables that .NET does not have.
/// </summary>
internal static class UnicodeProperty
{
    /// <summary>Categories in .NET's order, with their short and long names (UAX 44, table 12).</summary>
    private static readonly string[][] Categories =
    [
        ["Lu", "Uppercase_Letter"], ["Ll", "Lowercase_Letter"], ["Lt", "Titlecase_Letter"], ["Lm", "Modifier_Letter"],
        ["Lo", "Other_Letter"], ["Mn", "Nonspacing_Mark"], ["Mc", "Spacing_Mark"], ["Me", "Enclosing_Mark"],
        ["Nd", "Decimal_Number", "digit"], ["Nl", "Letter_Number"], ["No", "Other_Number"], ["Zs", "Space_Separator"],
        ["Zl", "Line_Separator"], ["Zp", "Paragraph_Separator"], ["Cc", "Control", "cntrl"], ["Cf", "Format"],
        ["Cs", "Surrogate"], ["Co", "Private_Use"], ["Pc", "Connector_Punctuation"], ["Pd", "Dash_Punctuation"],
        ["Ps", "Open_Punctuation"], ["Pe", "Close_Punctuation"], ["Pi", "Initial_Punctuation"], ["Pf", "Final_Punctuation"],
        ["Po", "Other_Punctuation"], ["Sm", "Math_Symbol"], ["Sc", "Currency_Symbol"], ["Sk", "Modifier_Symbol"],
        ["So", "Other_Symbol"], ["Cn", "Unassigned"],
    ];

    /// <summary>The set of a property by name or <c>gc=name</c>; null if it is not supported.</summary>
    public static CodePointSet? Find(string name)
    {
        var equals = name.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
            return name[..equals] is "gc" or "General_Category" ? FindCategory(name[(equals + 1)..]) : null;

        return name switch
        {
            "Any" => new CodePointSet([0, CodePointSet.MaxCodePoint]),
            "ASCII" => new CodePointSet([0, 0x7F]),
            "ASCII_Hex_Digit" or "AHex" => new CodePointSet(['0', '9', 'A', 'F', 'a', 'f']),
            "Assigned" => new CodePointSet([], ~CodePointSet.MaskOf(UnicodeCategory.OtherNotAssigned)),
            _ => FindCategory(name),
        };
    }

    private static CodePointSet? FindCategory(string name)
    {
        var mask = GroupMask(name);
        for (var i = 0; i < Categories.Length; i++)
        {
            if (Array.IndexOf(Categories[i], name) >= 0) mask |= 1u << i;
        }

        return mask == 0 ? null : new CodePointSet([], mask);
    }

    /// <summary>The groups of categories, such as L for all letters.</summary>
    private static uint GroupMask(string name)
    {
        var letter = name switch
        {
            "L" or "Letter" => "L",
            "M" or "Mark" or "Combining_Mark" => "M",
            "N" or "Number" => "N",
            "Z" or "Separator" => "Z",
            "C" or "Other" => "C",
            "P" or "Punctuation" or "punct" => "P",
            "S" or "Symbol" => "S",
            _ => null,
        };
        if (name is "LC" or "Cased_Letter")
            return CodePointSet.MaskOf(
                UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter);

        var mask = 0u;
        for (var i = 0; letter is not null && i < Categories.Length; i++)
        {
            if (Categories[i][0].StartsWith(letter, StringComparison.Ordinal)) mask |= 1u << i;
        }

        return mask;
    }
}
