using System.Text;
using Platform.Text;

namespace Platform.Reporting.Writers;

/// <summary>Markdown that stays below a length. Text of users is escaped: it is shown as it is, mentions nobody, links nowhere and closes no fold.</summary>
/// <param name="longest">In UTF-16 code units.</param>
internal sealed class MarkdownText(int longest)
{
    /// <summary>What is kept for closing folds and saying what was left out.</summary>
    private const int Reserve = 400;

    private readonly StringBuilder _text = new();

    /// <summary>Text as it is. An HTML comment within keeps a mention, a reference and a bare address from being one: they are looked for in what is rendered.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in TerminalText.Clean(text))
        {
            switch (c)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '@' or '#': escaped.Append('\\').Append(c).Append("<!-- -->"); break;
                case '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '+' or '-' or '!' or '|' or '~' or '$': escaped.Append('\\').Append(c); break;
                default: escaped.Append(c); break;
            }
        }

        return escaped.Replace("://", ":<!-- -->//").Replace("www.", "www<!-- -->.").ToString();
    }

    /// <summary>A span of code. Text that could end one, or the cell of a table, is escaped in an element instead.</summary>
    public static string Code(string text)
    {
        if (text.Length == 0) return "";
        return text.AsSpan().ContainsAny("`|<>@") ? $"<code>{Escape(text)}</code>" : $"`{TerminalText.Clean(text)}`";
    }

    /// <summary>A fence that no line of a text can close.</summary>
    public static string FenceFor(string text) => new('`', Math.Max(3, LongestRun(text) + 1));

    public void Line(string line) => _text.Append(line).Append('\n');

    /// <summary>Rows as long as there is room, and then a sentence on how many are missing.</summary>
    public void Rows<T>(IReadOnlyCollection<T> items, Func<T, string> rowOf)
    {
        var shown = 0;
        foreach (var item in items)
        {
            var row = rowOf(item);
            if (_text.Length + row.Length > longest - Reserve) break;
            Line(row);
            shown++;
        }

        if (shown < items.Count) Line($"\n{items.Count - shown} more are left out: a comment has no room for them. `platformctl report --format html` has them all.");
    }

    /// <summary>A part that is written whole, or left out with a sentence.</summary>
    public void Block(string block)
    {
        if (_text.Length + block.Length <= longest - Reserve) Line(block);
    }

    /// <summary>The end of a fold, for which room was kept.</summary>
    public void Close(string end) => Line(end);

    public override string ToString() => _text.ToString();

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
