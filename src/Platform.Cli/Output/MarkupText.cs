using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Platform.Text;

namespace Platform.Cli.Output;

/// <summary>
/// Text with Spectre's markup, made from an interpolated string alone. What stands in the program is markup; what is put into it
/// comes from a file or a host, and is cleaned, cut and escaped on its way in, so that no text can pass for markup or be obeyed.
/// </summary>
/// <example><c>MarkupText.Of($"[bold]{host}[/]")</c></example>
[InterpolatedStringHandler]
internal sealed class MarkupText(int literalLength, int formattedCount)
{
    private const int Longest = 4_000;

    private readonly StringBuilder _markup = new(literalLength + (16 * formattedCount));

    public static MarkupText Empty { get; } = new(0, 0);

    public static MarkupText Of(MarkupText text) => text;

    /// <summary>Text that is never cut: what somebody is to judge has to be seen to its end.</summary>
    public static MarkupText Whole(string text)
    {
        var whole = new MarkupText(text.Length, 0);
        whole._markup.Append(Escape(TerminalText.Clean(text)));
        return whole;
    }

    /// <summary>Each on its own line.</summary>
    public static MarkupText Lines(IEnumerable<MarkupText> lines)
    {
        var all = new MarkupText(0, 0);
        foreach (var line in lines)
        {
            if (all._markup.Length > 0) all._markup.Append('\n');
            all._markup.Append(line._markup);
        }

        return all;
    }

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(string? text) => _markup.Append(Escape(TerminalText.Clean(text ?? "", Longest)));

    public void AppendFormatted(MarkupText part) => _markup.Append(part._markup);

    public void AppendFormatted<T>(T value, int alignment = 0, string? format = null)
    {
        var text = value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString();
        AppendFormatted((text ?? "").PadLeft(alignment));
    }

    /// <summary>With its markup, for a terminal.</summary>
    public override string ToString() => _markup.ToString();

    /// <summary>Without any, for files and pipes.</summary>
    public string ToPlain()
    {
        var markup = ToString();
        var plain = new StringBuilder(markup.Length);
        for (var i = 0; i < markup.Length; i++)
        {
            var isDouble = markup[i] is '[' or ']' && i + 1 < markup.Length && markup[i + 1] == markup[i];
            if (isDouble) plain.Append(markup[i++]);
            else if (markup[i] == '[' && markup.IndexOf(']', i) is >= 0 and var end) i = end;
            else plain.Append(markup[i]);
        }

        return plain.ToString().TrimEnd();
    }

    private static string Escape(string text) =>
        text.Replace("[", "[[", StringComparison.Ordinal).Replace("]", "]]", StringComparison.Ordinal);
}
