using System.Globalization;

namespace Platform.Hosts;

/// <summary>How many hosts have answered, and which one the wait is for. Safe to call from several threads.</summary>
/// <param name="total">How many are asked.</param>
/// <param name="time">The operator's clock.</param>
public sealed class HostWait(int total, TimeProvider time)
{
    private readonly Lock _lock = new();

    // In the order they were asked, so that the first is the one waited for longest.
    private readonly List<(string Host, long Since)> _waiting = [];

    /// <summary>How many have answered.</summary>
    public int Answers { get; private set; }

    /// <summary>A question has gone to a host.</summary>
    public void Asked(string host)
    {
        lock (_lock) _waiting.Add((host, time.GetTimestamp()));
    }

    /// <summary>A host has answered, asked or not: a recorded one is read from a file.</summary>
    public void Answered(string host)
    {
        lock (_lock)
        {
            Answers++;
            _waiting.RemoveAll(w => string.Equals(w.Host, host, StringComparison.Ordinal));
        }
    }

    /// <summary><c>3 of 5 done; waiting for rs2000 (4 s) and 1 more</c>.</summary>
    public override string ToString()
    {
        lock (_lock)
        {
            var status = string.Create(CultureInfo.InvariantCulture, $"{Answers} of {total} done");
            if (_waiting is not [var (host, since), .. var others]) return status;
            var seconds = (int)time.GetElapsedTime(since).TotalSeconds;
            return string.Create(CultureInfo.InvariantCulture, $"{status}; waiting for {host} ({seconds} s){(others.Count > 0 ? $" and {others.Count} more" : "")}");
        }
    }
}
