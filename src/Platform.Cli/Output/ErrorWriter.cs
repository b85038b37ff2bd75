using System.Text;

namespace Platform.Cli.Output;

/// <summary>
/// Standard error, whether or not anybody takes what is written: a full disk or a terminal that is gone must not cost the result,
/// nor end a change half-way. <see cref="Streams"/> alone writes to it.
/// </summary>
internal sealed class ErrorWriter : TextWriter
{
    private bool _isSilent;

    private ErrorWriter()
    {
    }

    public static ErrorWriter Instance { get; } = new();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Standard error is closed, and its number may be that of another file by now.</summary>
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
