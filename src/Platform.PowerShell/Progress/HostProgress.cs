using Platform.Hosts;
using Platform.PowerShell.Commands;

namespace Platform.PowerShell.Progress;

/// <summary>One progress bar: how many hosts have answered, and which one the wait is for.</summary>
internal sealed class HostProgress(PlatformCommand cmdlet, int total)
{
    private const string Activity = "Reading hosts";

    private static int s_lastId;

    private readonly int _id = Interlocked.Increment(ref s_lastId);
    private readonly HostWait _wait = new(total, TimeProvider.System);
    private bool _isShown;

    public void Asked(string host) => _wait.Asked(host);

    public void Answered(string host) => _wait.Answered(host);

    /// <param name="doing">What is being done; null to say who is waited for.</param>
    public void Show(string? doing)
    {
        _isShown = true;
        cmdlet.WriteProgress(_id, Activity, doing is null ? _wait.ToString() : $"{_wait.Answers} of {total} done; {doing}", 100 * _wait.Answers / Math.Max(total, 1));
    }

    public void End()
    {
        if (!_isShown || cmdlet.Stopping) return;
        cmdlet.CompleteProgress(_id, Activity);
    }
}
