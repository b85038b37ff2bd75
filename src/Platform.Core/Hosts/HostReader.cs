using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Platform.Docker;
using Platform.Yaml;

namespace Platform.Hosts;

/// <summary>Looks at hosts: one connection and one command each, several at a time.</summary>
/// <param name="time">The operator's clock.</param>
/// <param name="connections">Connections opened ahead, each good for one look.</param>
/// <param name="sending">
/// Told which script goes to a host, just before it does, on any thread. Never called for a host that is not asked, such
/// as a recorded one.
/// </param>
public sealed class HostReader(
    TimeProvider time, OpenConnections? connections = null, Action<HostDefinition, ReadOnlyScript>? sending = null)
{
    /// <summary>How many hosts are looked at together where nobody says otherwise.</summary>
    public const int DefaultThrottle = 16;

    /// <summary>Looks at all of them, and yields each as soon as it is there. The order is that of arrival.</summary>
    /// <param name="work">Hosts, and what to ask of each.</param>
    /// <param name="throttle">How many at a time, 1 and up.</param>
    /// <param name="cancellationToken">Ends every child process before the enumeration throws.</param>
    public async IAsyncEnumerable<HostObservation> ReadAllAsync(
        IReadOnlyList<HostQuestion> work, int throttle, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(throttle, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateUnbounded<HostObservation>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = throttle, CancellationToken = stop.Token };
        var reading = Parallel.ForEachAsync(work, options, async (question, token) =>
            await channel.Writer.WriteAsync(await ReadAsync(question, token), token));
        var completion = reading.ContinueWith(
            done => channel.Writer.TryComplete(done.Exception?.InnerException), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (var observation in channel.Reader.ReadAllAsync(CancellationToken.None))
                yield return observation;
            await reading;
            // Ctrl+C goes to ssh, too, which may end before this process has heard of it.
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            await stop.CancelAsync();
            await completion;
        }
    }

    /// <summary>Looks at one host. Every failure of the host is a value; only cancellation is thrown.</summary>
    public async Task<HostObservation> ReadAsync(HostQuestion question, CancellationToken cancellationToken)
    {
        var open = question.Host is { } asked ? connections?.Find(asked) : null;
        var start = open?.Since ?? time.GetTimestamp();
        var (snapshot, failure) = question switch
        {
            { Refusal: { } refusal } => (null, refusal),
            { Host: { Transport: TransportKind.Recorded } host } => await ReadRecordedAsync(host, cancellationToken),
            { Host: { } host } => await ReadLiveAsync(host, open?.Transport ?? ProcessTransport.To(host), question.Request, cancellationToken),
            _ => throw new UnreachableException(),
        };
        return new HostObservation
        {
            Host = question.Name,
            Snapshot = snapshot,
            Failure = failure,
            IsRecorded = question.Host?.Transport is TransportKind.Recorded,
            Duration = time.GetElapsedTime(start),
        };
    }

    private async Task<(HostSnapshot?, HostFailure?)> ReadLiveAsync(
        HostDefinition host, IHostTransport transport, SnapshotRequest request, CancellationToken cancellationToken)
    {
        var script = SnapshotScript.Create(host, request);
        sending?.Invoke(host, script);
        var answer = await transport.RunAsync(script, cancellationToken);
        if (answer.Failure is { } failed) return (null, failed);
        var snapshot = SnapshotAnswer.Read(host.Name, answer.Output, script, request, time.GetUtcNow(), out var failure);
        return (snapshot is null ? null : snapshot with { PlatformDirectory = host.PlatformDirectory }, failure);
    }

    /// <summary>One byte more than a snapshot may have is enough for its reader to refuse it.</summary>
    private static async Task<byte[]> ReadBoundedAsync(string path, CancellationToken cancellationToken)
    {
        if (!OrdinaryFile.HasContent(path)) throw new IOException("it is empty, or is a pipe or a device, which is not read");
        await using var file = File.OpenRead(path);
        var content = new BoundedOutput(DocumentLimits.Large.MaxBytes + 1);
        await content.FillAsync(file, stopWhenFull: true, cancellationToken);
        return content.ToArray();
    }

    private static async Task<(HostSnapshot?, HostFailure?)> ReadRecordedAsync(
        HostDefinition host, CancellationToken cancellationToken)
    {
        var path = host.SnapshotPath ?? throw new ArgumentException("a recorded host without a snapshot path", nameof(host));
        try
        {
            return (SnapshotFile.Read(await ReadBoundedAsync(path, cancellationToken)), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            var message = exception is JsonException
                ? $"{path} is not a snapshot; make it anew with 'platformctl snapshot {host.Name} --out {path}'"
                : $"the recorded snapshot {path} cannot be read";
            return (null, new HostFailure(HostFailureReason.SnapshotUnreadable, message, HostText.LastLines(exception.Message)));
        }
    }
}
