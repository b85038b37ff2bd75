using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Platform.Text;

namespace Platform.Reporting.Writers.Html;

/// <summary>
/// HTML, made from interpolated strings alone. What stands in the program is markup; what is put into it comes from a file or a host, and is cleaned and
/// encoded on its way in, for text and for quoted attributes alike, so that no text can pass for markup.
/// </summary>
/// <example><c>HtmlText.Of($"&lt;b title=\"{host}\"&gt;{host}&lt;/b&gt;")</c></example>
[InterpolatedStringHandler]
internal sealed class HtmlText(int literalLength, int formattedCount)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _markup = new(literalLength + (24 * formattedCount));

    public static HtmlText Empty { get; } = new(0, 0);

    public static HtmlText Of(HtmlText text) => text;

    /// <summary>An asset of this assembly, which is markup, style or script as it stands.</summary>
    public static HtmlText Asset(string content)
    {
        var text = new HtmlText(content.Length, 0);
        text._markup.Append(content);
        return text;
    }

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(string? text) => _markup.Append(Encoder.Encode(TerminalText.CleanLines(text ?? "")));

    public void AppendFormatted(HtmlText? part) => _markup.Append(part?._markup);

    public void AppendFormatted(IEnumerable<HtmlText> parts)
    {
        foreach (var part in parts) _markup.Append(part._markup);
    }

    public void AppendFormatted(int number) => _markup.Append(number.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => _markup.ToString();
}
