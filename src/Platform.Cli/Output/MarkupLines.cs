namespace Platform.Cli.Output;

/// <summary>Lines with Spectre's markup: coloured on a terminal, and plain elsewhere without the console, which is slow to load.</summary>
internal static class MarkupLines
{
    public static void Write(MarkupText line)
    {
        if (Streams.IsOutputRedirected) Result.WriteLine(line.ToPlain());
        else Terminal.Write(line);
    }

    /// <summary>Apart, so that only who writes to a terminal loads it.</summary>
    private static class Terminal
    {
        private static readonly TextConsole Coloured = new();

        public static void Write(MarkupText line) => Coloured.Write(line);
    }
}
