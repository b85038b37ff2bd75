using System.Text;
using Platform.Text;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>Lines with Spectre's markup: coloured on a terminal, and plain elsewhere without the console, which is slow to load.</summary>
internal static class MarkupLines
{
    public static void Write(string markup)
    {
        if (Console.IsOutputRedirected) Result.WriteLine(Plain(markup));
        else Terminal.Write(markup);
    }

    /// <summary>Text from a file or a host: harmless, no longer than that, and no markup.</summary>
    public static string Text(string text, int longest = 2_000) =>
        TerminalText.Clean(text, longest).Replace("[", "[[", StringComparison.Ordinal).Replace("]", "]]", StringComparison.Ordinal);

    private static string Plain(string markup)
    {
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

    /// <summary>Apart, so that only who writes to a terminal loads it.</summary>
    private static class Terminal
    {
        private static readonly IAnsiConsole Console = TextConsole.Create();

        public static void Write(string markup) => Console.MarkupLine(markup);
    }
}
