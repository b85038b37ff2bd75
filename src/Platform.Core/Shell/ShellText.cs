using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Platform.Shell;

/// <summary>
/// A part of a POSIX <c>sh</c> script: text of this program, and <see cref="ShellWord"/>s in its holes. The compiler
/// refuses any other value in a hole, so that what comes from a plan, a file or a host cannot become a command.
/// </summary>
/// <example>
/// <code>
/// ShellText remove = $"docker rm {ShellWord.Container(name)!.Value}";
/// </code>
/// </example>
[InterpolatedStringHandler]
internal sealed class ShellText
{
    private readonly StringBuilder _text;

    public ShellText(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 32));

    private ShellText(string text) => _text = new StringBuilder(text);

    /// <summary>A script that stands in this program as it is. Only a constant fits.</summary>
    public static ShellText Literal([ConstantExpected] string text) => new(text);

    /// <summary>Bytes as lines of Base64, for a here-document.</summary>
    public static ShellText Base64(byte[] content) =>
        new(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n"));

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(ShellWord word) => _text.Append(word.ToString());

    public void AppendFormatted(ShellText part) => _text.Append(part.ToString());

    public override string ToString() => _text.ToString();
}
