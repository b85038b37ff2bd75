using System.Buffers;
using System.Text.RegularExpressions;

namespace Platform.Yaml.Editing;

/// <summary>Which texts can stand without quotes and be read as that text by every reader, those of YAML 1.1 included.</summary>
internal static partial class PlainText
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Milliseconds = 1_000;

    /// <summary>YAML 1.2.2, rule c-indicator, without those that may begin a plain scalar.</summary>
    private static readonly SearchValues<char> Indicators = SearchValues.Create(",[]{}#&*!|>'\"%@`");

    private static readonly SearchValues<char> FlowIndicators = SearchValues.Create(",[]{}");

    /// <param name="text">The text.</param>
    /// <param name="inFlow">Whether it stands between brackets or braces.</param>
    public static bool Fits(string text, bool inFlow) =>
        text.Length > 0 && text[0] != ' ' && text[^1] != ' ' &&
        !text.Any(c => c < ' ') && !ScalarText.NeedsEscape(text) &&
        StartsPlain(text, inFlow) &&
        !text.Contains(": ", StringComparison.Ordinal) && text[^1] != ':' &&
        !text.Contains(" #", StringComparison.Ordinal) &&
        !text.StartsWith("---", StringComparison.Ordinal) && !text.StartsWith("...", StringComparison.Ordinal) &&
        !(inFlow && text.AsSpan().ContainsAny(FlowIndicators)) &&
        CoreScalar.Resolve(text) is YamlKind.String && !OldTypes().IsMatch(text) &&
        IsReadAs(text, inFlow);

    // YAML 1.2.2, rule ns-plain-first.
    private static bool StartsPlain(string text, bool inFlow) => text[0] switch
    {
        '-' or '?' or ':' => text.Length > 1 && text[1] != ' ' && !(inFlow && FlowIndicators.Contains(text[1])),
        var first => !Indicators.Contains(first),
    };

    private static bool IsReadAs(string text, bool inFlow)
    {
        var document = YamlReader.Parse(inFlow ? $"{{ k: {text} }}" : $"k: {text}");
        return document.IsValid && document.Root is { Count: 1 } root && root["k"].GetString() == text;
    }

    /// <summary>
    /// What YAML 1.1 takes for a truth value, a null, a number or a date: https://yaml.org/type/. Compose, Ansible and PyYAML read
    /// so, and with them half of the tools that a manifest meets.
    /// </summary>
    [GeneratedRegex(
        """
        ^(y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|~|null|Null|NULL|<<|=
        |[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?[0-9][0-9_]*|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?
        |[-+]?([0-9][0-9_]*)?\.[0-9_]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)
        |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(Z|z|[-+][0-9]{1,2}(:?[0-9]{2})?))?)?)$
        """,
        Options | RegexOptions.IgnorePatternWhitespace,
        Milliseconds)]
    private static partial Regex OldTypes();
}
