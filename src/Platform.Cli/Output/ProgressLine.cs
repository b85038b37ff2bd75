using System.Globalization;

namespace Platform.Cli.Output;

/// <summary>One line on standard error that says how far the hosts are; nothing where that is no terminal.</summary>
internal sealed class ProgressLine(int total) : IDisposable
{
    private readonly bool _shown = total > 0 && !Streams.IsErrorRedirected;
    private int _done;

    public void CountHost() => _done++;

    /// <summary>Writes the line, over itself where it stands already.</summary>
    public void Show()
    {
        if (_shown) Streams.WriteStatus(string.Create(CultureInfo.InvariantCulture, $"reading hosts: {_done} of {total} …"));
    }

    /// <summary>Takes the line away, so that a result can be printed in its place.</summary>
    public void Hide()
    {
        if (_shown) Streams.WriteStatus("");
    }

    public void Dispose() => Hide();
}
