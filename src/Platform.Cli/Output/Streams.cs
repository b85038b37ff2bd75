using System.Text;
using Platform.Json;
using Platform.Text;

namespace Platform.Cli.Output;

/// <summary>
/// Standard output and standard error. Nothing else of the command line writes to either, and whatever is written is made
/// harmless here: lines are cleaned, and a document is escaped where a terminal could obey it.
/// </summary>
internal static class Streams
{
    private const string Erase = "\r\u001b[K";

    public static bool IsOutputRedirected => Console.IsOutputRedirected;

    public static bool IsErrorRedirected => Console.IsErrorRedirected;

    /// <summary>Characters in a line of help: a terminal's width, and the ordinary one where there is no terminal.</summary>
    public static int Width => IsOutputRedirected || Console.WindowWidth <= 0 ? 80 : Console.WindowWidth;

    /// <summary>Standard output for a library that wants a writer.</summary>
    public static TextWriter Output => new CleanWriter(() => Console.Out);

    /// <summary>Standard error for a library that wants a writer.</summary>
    public static TextWriter Error => new CleanWriter(() => ErrorWriter.Instance);

    /// <summary>Lines of the result. Without the console, which would look the terminal up first.</summary>
    public static void Write(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines) text.Append(TerminalText.Clean(line)).Append('\n');
        Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>A JSON document, which means the same to every reader as the one that is given.</summary>
    public static void WriteDocument(ReadOnlySpan<byte> json) => Write(JsonOutput.Document(json.TrimEnd((byte)'\n')));

    /// <summary>Lines in one write.</summary>
    public static void WriteErrors(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines) text.Append(TerminalText.Clean(line)).Append('\n');
        if (text.Length > 0) ErrorWriter.Instance.Write(text.ToString());
    }

    /// <summary>A line on a terminal's standard error that takes the place of the one before; empty to take that away.</summary>
    public static void WriteStatus(string status) => ErrorWriter.Instance.Write(Erase + TerminalText.Clean(status));

    /// <summary>Standard error is closed, and its number may be that of another file by now.</summary>
    public static void SilenceErrors() => ErrorWriter.Instance.Silence();

    /// <summary>All of standard input; of more than so many bytes some more than that, for whoever reads them to refuse.</summary>
    public static byte[] ReadInput(int limit)
    {
        using var input = OpenInput();
        using MemoryStream all = new();
        var buffer = new byte[64 * 1024];
        while (all.Length <= limit && input.Read(buffer) is > 0 and var count) all.Write(buffer, 0, count);
        return all.ToArray();
    }

    /// <summary>Standard input, for what reads it as it comes.</summary>
    public static Stream OpenInput() => Console.OpenStandardInput();

    /// <summary>A file as its writer made it.</summary>
    public static void WriteFile(byte[] content) => Write(content);

    private static void Write(byte[] bytes)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(bytes);
    }

    /// <summary>Cleans what passes through it, but for the ends of lines. The console is loaded when something does.</summary>
    private sealed class CleanWriter(Func<TextWriter> open) : TextWriter
    {
        private TextWriter? _inner;
        private char _high;

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (value == '\r') return; // of a line break; alone it would overwrite the line
            if (char.IsHighSurrogate(value))
            {
                _high = value;
                return;
            }

            var text = _high == '\0' ? value.ToString() : $"{_high}{value}";
            _high = '\0';
            (_inner ??= open()).Write(value == '\n' ? text : TerminalText.Clean(text));
        }

        public override void Flush() => _inner?.Flush();
    }

    /// <summary>
    /// Standard error, whether or not anybody takes what is written: a full disk or a terminal that is gone must not cost the
    /// result, nor end a change half-way.
    /// </summary>
    private sealed class ErrorWriter : TextWriter
    {
        private bool _isSilent;

        private ErrorWriter()
        {
        }

        public static ErrorWriter Instance { get; } = new();

        public override Encoding Encoding => Encoding.UTF8;

        public void Silence() => _isSilent = true;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value)
        {
            if (_isSilent) return;
            try
            {
                Console.Error.Write(value);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // Nobody reads it.
            }
        }
    }
}
