using Platform.Hosts;

namespace Platform.Cli.Output;

/// <summary>
/// One line on standard error that says how far the hosts are, and which one the wait is for; nothing where that is no terminal. It is
/// written again each second, for the seconds in it.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly HostWait _wait;
    private readonly Lock _lock = new();
    private readonly Timer? _timer;
    private bool _isShown;

    public ProgressLine(int total)
    {
        _wait = new HostWait(total, TimeProvider.System);
        if (total > 0 && !Streams.IsErrorRedirected) _timer = new Timer(_ => Write(), null, Tick, Tick);
    }

    public void Asked(HostDefinition host)
    {
        _wait.Asked(host.Name);
        Messages.Fallback(host);
    }

    public void Answered(string host) => _wait.Answered(host);

    /// <summary>Writes the line, over itself where it stands already.</summary>
    public void Show()
    {
        lock (_lock) _isShown = _timer is not null;
        Write();
    }

    /// <summary>Takes the line away, so that a result can be printed in its place.</summary>
    public void Hide()
    {
        lock (_lock)
        {
            if (_isShown) Streams.WriteStatus("");
            _isShown = false;
        }
    }

    public void Dispose()
    {
        Hide();
        _timer?.Dispose();
    }

    private void Write()
    {
        lock (_lock)
            if (_isShown) Streams.WriteStatus($"reading hosts: {_wait}");
    }
}
