namespace Platform.Cli.Output;

/// <summary>Lines with Spectre's markup: coloured on a terminal, and plain elsewhere without the console, which is slow to load.</summary>
internal static class MarkupLines
{
    public static void Write(MarkupText line)
    {
        if (Streams.IsOutputRedirected) Result.WriteLine(line.ToPlain());
        else Terminal.Write(line);
    }

    /// <summary>Many lines in one write: one for each of thousands takes longer than finding out what they say.</summary>
    public static void Write(IEnumerable<MarkupText> lines)
    {
        if (Streams.IsOutputRedirected) Result.WriteLines(lines.Select(line => line.ToPlain()));
        else Terminal.Write(MarkupText.Lines(lines));
    }

    /// <summary>Apart, so that only who writes to a terminal loads it.</summary>
    private static class Terminal
    {
        private static readonly TextConsole Coloured = new();

        public static void Write(MarkupText line) => Coloured.Write(line);
    }
}
