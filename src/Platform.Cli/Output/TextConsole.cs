using System.Text;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>
/// Text for people on standard output: coloured and folded on a terminal, plain and one row a line elsewhere. It takes
/// <see cref="MarkupText"/> alone, for on a terminal the colours are control sequences themselves and nothing behind it can clean.
/// </summary>
internal sealed class TextConsole
{
    // Wide enough for any row: what is piped is for grep, and a folded row would hide from it.
    private const int Unfolded = 10_000;

    private readonly IAnsiConsole _console = Create();

    public int Width => _console.Profile.Width;

    public void Write(MarkupText line) => _console.MarkupLine(line.ToString());

    /// <param name="columns">A table without rows.</param>
    /// <param name="rows">Its rows.</param>
    public void Write(Table columns, IEnumerable<MarkupText[]> rows)
    {
        foreach (var row in rows) columns.AddRow([.. row.Select(cell => cell.ToString())]);
        _console.Write(columns);
    }

    private static IAnsiConsole Create()
    {
        if (!Streams.IsOutputRedirected) return AnsiConsole.Create(new AnsiConsoleSettings());
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new TrimmedLines(Streams.Output)),
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
