using System.Text;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>Text for people on standard output: coloured and folded on a terminal, plain and one row a line elsewhere.</summary>
internal static class TextConsole
{
    // Wide enough for any row: what is piped is for grep, and a folded row would hide from it.
    private const int Unfolded = 10_000;

    public static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected) return AnsiConsole.Create(new AnsiConsoleSettings());
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new TrimmedLines(Console.Out)),
        });
        console.Profile.Width = Unfolded;
        return console;
    }

    /// <summary>Leaves out the blanks that a table puts behind its last column.</summary>
    private sealed class TrimmedLines(TextWriter inner) : TextWriter
    {
        private int _blanks;

        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value)
        {
            if (value == ' ')
            {
                _blanks++;
                return;
            }

            if (value != '\n') inner.Write(new string(' ', _blanks));
            _blanks = 0;
            inner.Write(value);
        }

        public override void Flush() => inner.Flush();
    }
}
