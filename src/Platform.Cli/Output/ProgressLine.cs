using System.Globalization;

namespace Platform.Cli.Output;

/// <summary>One line on standard error that says how far the hosts are; nothing where that is no terminal.</summary>
internal sealed class ProgressLine(int total) : IDisposable
{
    private const string Erase = "\r\u001b[K";

    private readonly bool _shown = total > 0 && !Console.IsErrorRedirected;
    private int _done;

    public void CountHost() => _done++;

    /// <summary>Writes the line, over itself where it stands already.</summary>
    public void Show()
    {
        if (_shown) Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"{Erase}reading hosts: {_done} of {total} …"));
    }

    /// <summary>Takes the line away, so that a result can be printed in its place.</summary>
    public void Hide()
    {
        if (_shown) Console.Error.Write(Erase);
    }

    public void Dispose() => Hide();
}
