using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>Text for people on standard output: coloured and folded on a terminal, plain and one row a line elsewhere.</summary>
internal static class TextConsole
{
    // Wide enough for any row: what is piped is for grep, and a folded row would hide from it.
    private const int Unfolded = 10_000;

    public static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected) console.Profile.Width = Unfolded;
        return console;
    }
}
