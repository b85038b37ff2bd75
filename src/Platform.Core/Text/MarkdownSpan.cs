using System.Text;

namespace Platform.Text;

/// <summary>
/// Text from outside within Markdown. It stands in a code span, where nothing of it is markup: no heading, no link, no picture, no HTML, no
/// mention of somebody who would be notified, no reference to an issue.
/// </summary>
/// <remarks>https://spec.commonmark.org/0.31.2/#code-spans</remarks>
internal static class MarkdownSpan
{
    private const string Nothing = "(nothing)";

    /// <summary>One line: breaks and blanks become one blank, and what a terminal or a reader could be fooled with is written out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">In UTF-16 code units; the rest is cut off.</param>
    public static string Of(string text, int longest)
    {
        var line = TerminalText.Clean(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), longest);
        if (line.Length == 0) return $"`{Nothing}`";
        var fence = new string('`', LongestRun(line) + 1);
        // One blank at each end is taken off where both ends have one.
        var pad = line[0] == '`' || line[^1] == '`' ? " " : "";
        return new StringBuilder(line.Length + 8).Append(fence).Append(pad).Append(line).Append(pad).Append(fence).ToString();
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text) longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        return longest;
    }
}
