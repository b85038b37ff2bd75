using System.Collections.Concurrent;
using Platform.PowerShell.Commands;

namespace Platform.PowerShell.Progress;

/// <summary>What is being done on each host, noted by other threads and shown by the pipeline's.</summary>
internal sealed class ApplyProgress(PlatformCommand cmdlet)
{
    private readonly ConcurrentQueue<string> _told = new();
    private string? _latest;

    public void Note(string host, string doing) => _told.Enqueue($"{host}: {doing}");

    /// <summary>Called on the pipeline's thread: the latest news, and all of it on the verbose stream.</summary>
    public string? Status()
    {
        while (_told.TryDequeue(out var line)) cmdlet.WriteVerbose(_latest = line);
        return _latest;
    }
}
