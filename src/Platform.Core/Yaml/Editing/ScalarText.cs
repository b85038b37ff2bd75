using System.Globalization;
using System.Text;
using Platform.Text;

namespace Platform.Yaml.Editing;

/// <summary>Writes scalars, each in the style it had or its neighbours have, as far as that style can say it.</summary>
internal static class ScalarText
{
    /// <param name="value">What is to be said.</param>
    /// <param name="form">The style it had; plain for a new one.</param>
    /// <param name="quotes">The style of a new one that cannot be plain.</param>
    /// <param name="inFlow">Whether it stands between brackets or braces.</param>
    public static string Of(YamlScalar value, SpanForm form, SpanForm quotes, bool inFlow)
    {
        if (value.Kind is not YamlKind.String) return value.Text;
        if (form is SpanForm.Plain) form = PlainText.Fits(value.Text, inFlow) ? SpanForm.Plain : quotes;
        return form switch
        {
            SpanForm.Plain => value.Text,
            SpanForm.SingleQuoted when !NeedsEscape(value.Text) => $"'{value.Text.Replace("'", "''", StringComparison.Ordinal)}'",
            _ => DoubleQuoted(value.Text),
        };
    }

    /// <summary>Whether it is Unicode text: a file cannot hold half of a surrogate pair.</summary>
    public static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) return false;
            i++;
        }

        return true;
    }

    /// <summary>Whether a character has to be written as an escape: a control character, a line break, one that nobody sees.</summary>
    public static bool NeedsEscape(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (NeedsEscape(rune)) return true;
        return false;
    }

    private static bool NeedsEscape(Rune rune) => TerminalText.IsUnsafe(rune) || Rune.IsControl(rune);

    // YAML 1.2.2, chapter 5.7.
    private static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                var value when !NeedsEscape(rune) => quoted.Append(rune),
                <= 0xFF and var value => quoted.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}"),
                <= 0xFFFF and var value => quoted.Append(CultureInfo.InvariantCulture, $"\\u{value:X4}"),
                var value => quoted.Append(CultureInfo.InvariantCulture, $"\\U{value:X8}"),
            };
        }

        return quoted.Append('"').ToString();
    }
}
