using System.Diagnostics;
using System.Globalization;

namespace Platform.PowerShell.Commands;

/// <summary>One progress bar: how many hosts have answered, and which one the wait is for.</summary>
internal sealed class HostProgress(PlatformCommand cmdlet, int total)
{
    private const string Activity = "Reading hosts";

    private static int s_lastId;

    private readonly int _id = Interlocked.Increment(ref s_lastId);

    // In the order they were asked, so that the first is the one waited for longest.
    private readonly List<(string Host, long Since)> _waiting = [];
    private int _answered;
    private bool _isShown;

    public void Asked(string host) => _waiting.Add((host, Stopwatch.GetTimestamp()));

    public void Answered(string host)
    {
        _answered++;
        _waiting.RemoveAll(w => string.Equals(w.Host, host, StringComparison.Ordinal));
    }

    /// <param name="doing">What is being done; null to say who is waited for.</param>
    public void Show(string? doing)
    {
        _isShown = true;
        cmdlet.WriteProgress(_id, Activity, doing is null ? Status() : $"{_answered} of {total} done; {doing}", 100 * _answered / Math.Max(total, 1));
    }

    public void End()
    {
        if (!_isShown || cmdlet.Stopping) return;
        cmdlet.CompleteProgress(_id, Activity);
    }

    private string Status()
    {
        var status = $"{_answered} of {total} done";
        if (_waiting is not [var (host, since), .. var others]) return status;
        var seconds = (int)Stopwatch.GetElapsedTime(since).TotalSeconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{status}; waiting for {host} ({seconds} s){(others.Count > 0 ? $" and {others.Count} more" : "")}");
    }
}
