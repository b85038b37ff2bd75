using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace Platform.PowerShell.Commands;

/// <summary>One progress bar: how many hosts have answered, who has not, and for how long.</summary>
internal sealed class HostProgress(Cmdlet cmdlet, int total)
{
    private const string Activity = "Reading hosts";
    private const int NamesShown = 3;

    private static int s_lastId;

    private readonly int _id = Interlocked.Increment(ref s_lastId);
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _isShown;

    public void Show(IReadOnlyCollection<string> waiting, string? doing)
    {
        _isShown = true;
        var done = total - waiting.Count;
        var names = string.Join(", ", waiting.Take(NamesShown)) + (waiting.Count > NamesShown ? ", …" : "");
        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        var status = string.Create(CultureInfo.InvariantCulture, $"{done} of {total} done; {seconds:0} s; waiting for {doing ?? names}");
        cmdlet.WriteProgress(new ProgressRecord(_id, Activity, status) { PercentComplete = 100 * done / Math.Max(total, 1) });
    }

    public void End()
    {
        if (!_isShown || cmdlet.Stopping) return;
        cmdlet.WriteProgress(new ProgressRecord(_id, Activity, "done") { RecordType = ProgressRecordType.Completed });
    }
}
