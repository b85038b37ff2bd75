using System.Collections.Concurrent;
using System.Management.Automation;

namespace Platform.PowerShell.Commands;

/// <summary>What is being done on each host, noted by other threads and shown by the pipeline's.</summary>
internal sealed class ApplyProgress(Cmdlet cmdlet)
{
    private readonly ConcurrentDictionary<string, string> _doing = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _told = new();

    public void Note(string host, string doing)
    {
        _doing[host] = doing;
        _told.Enqueue($"{host}: {doing}");
    }

    /// <summary>Called on the pipeline's thread: what the slowest host does, and everything new on the verbose stream.</summary>
    public string? Status(IReadOnlyCollection<string> waiting)
    {
        while (_told.TryDequeue(out var line)) cmdlet.WriteVerbose(line);
        return waiting.Select(host => _doing.TryGetValue(host, out var doing) ? $"{host}: {doing}" : null).FirstOrDefault(line => line is not null);
    }
}
