using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using Platform.Hosts;
using Platform.Hosts.SshNet;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.PowerShell.Commands;

/// <summary>What the cmdlets that look at hosts share: the pump from their threads to the pipeline's, and progress.</summary>
public abstract class HostCommand : PlatformCommand
{
    // A shorter look shows no progress at all: a bar that flashes past tells nobody anything.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    // Written by the threads that read, emptied by the pipeline's.
    private readonly ConcurrentQueue<(HostDefinition Host, ReadOnlyScript Script)> _sent = new();

    private bool _fallbackIsSaid;

    /// <summary>How many hosts are looked at together.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = HostObserver.DefaultThrottle;

    /// <summary>Looks at hosts, and remembers what it sent to which.</summary>
    private protected HostObserver Reader => new(
        TimeProvider.System, Trust.OfUser(), sending: (host, script) => _sent.Enqueue((host, script)), kept: SessionConnections.OfThis());

    /// <summary>
    /// Reads on other threads and handles each answer on the pipeline's as it comes, the only thread that may write to
    /// the pipeline. When this returns or throws, reading has ended and no child process is left.
    /// </summary>
    /// <param name="hosts">Names of the hosts that are asked.</param>
    /// <param name="read">Starts the reading.</param>
    /// <param name="hostOf">Which host an answer comes from; null for none.</param>
    /// <param name="handle">Writes what an answer means.</param>
    /// <param name="status">What to say while hosts are waited for; null for their names.</param>
    private protected void Receive<T>(
        IEnumerable<string> hosts, Func<CancellationToken, IAsyncEnumerable<T>> read, Func<T, string?> hostOf, Action<T> handle,
        Func<string?>? status = null)
    {
        var progress = new HostProgress(this, hosts.Count());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        using BlockingCollection<T> answers = [];
        var reading = Task.Run(() => FillAsync(answers, read, stop.Token), CancellationToken.None);
        try
        {
            while (!answers.IsCompleted)
            {
                var came = answers.TryTake(out var answer, Tick);
                while (_sent.TryDequeue(out var sent)) Show(sent.Host, sent.Script, progress);
                if (came)
                {
                    if (hostOf(answer!) is { } host) progress.Answered(host);
                    handle(answer!); // taken
                }
                else if (!answers.IsCompleted)
                {
                    progress.Show(status?.Invoke());
                }
            }

            reading.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            // Not only Ctrl+C comes by here: `Select-Object -First 1` stops the pipeline from within `handle`.
            stop.Cancel();
            Task.WhenAny(reading).Wait(CancellationToken.None);
            progress.End();
        }
    }

    private void Show(HostDefinition host, ReadOnlyScript script, HostProgress progress)
    {
        if (!_fallbackIsSaid && SshFallback.Takes(host))
        {
            WriteWarning(SshFallback.Sentence);
            _fallbackIsSaid = true;
        }

        progress.Asked(host.Name);
        WriteDebug($"{host.Name}: sh is given{Environment.NewLine}{script.Text}");
    }

    /// <summary>Says on the verbose stream who is asked, and how.</summary>
    private protected void Announce(IEnumerable<HostQuestion> questions)
    {
        foreach (var question in questions)
        {
            Tell(question.Host is { } host
                ? $"{host.Name}: {Way(host)}"
                : $"{question.Name}: not asked; {question.Refusal?.Message}");
        }
    }

    /// <summary>Says on the verbose stream what came of it.</summary>
    private protected void Announce(HostObservation observation) => Tell(string.Create(
        CultureInfo.InvariantCulture,
        $"{observation.Host}: {(observation.IsReachable ? $"{observation.Snapshot.Containers.Count} containers" : observation.Failure.Message)} after {observation.Duration.TotalSeconds:0.00} s"));

    private static string Way(HostDefinition host) => host.Transport switch
    {
        TransportKind.Local => "asking the docker of this machine",
        TransportKind.Recorded => $"reading the recorded snapshot {host.SnapshotPath}",
        TransportKind.SshNet => $"asking {host.Destination} with SSH.NET",
        _ when SshFallback.Takes(host) => $"asking {host.Destination} with SSH.NET, because no ssh client is installed",
        _ => $"asking over ssh: {string.Join(' ', host.SshCommand)} {host.Destination}" +
            (host.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $" -p {port}") : ""),
    };

    private static async Task FillAsync<T>(
        BlockingCollection<T> answers, Func<CancellationToken, IAsyncEnumerable<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var answer in read(cancellationToken)) answers.Add(answer, CancellationToken.None);
        }
        finally
        {
            answers.CompleteAdding();
        }
    }
}
