using System.Globalization;

namespace Platform.Cli.Output;

/// <summary>One line on standard error that says how far the hosts are; nothing where that is no terminal.</summary>
internal sealed class ProgressLine(int total) : IDisposable
{
    private const string Erase = "\r\u001b[K";

    private readonly bool _shown = total > 0 && !Console.IsErrorRedirected;
    private int _done;

    /// <summary>Shows the count; called again after each host.</summary>
    public void Show()
    {
        if (_shown) Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"{Erase}reading hosts: {_done} of {total} …"));
    }

    /// <summary>Counts a host and clears the line, so that its rows can be printed.</summary>
    public void HostIsDone()
    {
        _done++;
        Dispose();
    }

    public void Dispose()
    {
        if (_shown) Console.Error.Write(Erase);
    }
}
