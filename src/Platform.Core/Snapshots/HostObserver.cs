using System.Diagnostics;
using Platform.Docker;
using Platform.Hosts;
using Platform.Root;
using Platform.Snapshots.Answers;

namespace Platform.Snapshots;

/// <summary>Looks at hosts: one connection and one command each, several at a time.</summary>
/// <param name="time">The operator's clock.</param>
/// <param name="trust">Which words of the root may reach a host; without trust nothing is started.</param>
/// <param name="connections">Connections opened ahead, each good for one look.</param>
/// <param name="sending">
/// Told which script goes to a host, just before it does, on any thread. Never called for a host that is not asked, such
/// as a recorded one.
/// </param>
/// <param name="kept">Connections that the session keeps from one look to the next; null for none.</param>
public sealed class HostObserver(
    TimeProvider time, Trust trust, OpenConnections? connections = null, Action<HostDefinition, ReadOnlyScript>? sending = null, KeptConnections? kept = null)
{
    /// <summary>How many hosts are looked at together by default.</summary>
    public const int DefaultThrottle = 16;

    /// <summary>Looks at all of them, and yields each as soon as it is there. The order is that of arrival.</summary>
    /// <param name="work">Hosts, and what to ask of each.</param>
    /// <param name="throttle">How many at a time, 1 and up.</param>
    /// <param name="cancellationToken">Ends every child process before the enumeration throws.</param>
    public IAsyncEnumerable<HostObservation> ReadAllAsync(IReadOnlyList<HostQuestion> work, int throttle, CancellationToken cancellationToken) =>
        HostPump.RunAsync(work, throttle, ReadAsync, cancellationToken);

    /// <summary>Looks at one host. Every failure of the host is a value; only cancellation is thrown.</summary>
    public async Task<HostObservation> ReadAsync(HostQuestion question, CancellationToken cancellationToken)
    {
        var since = StartOf(question);
        return Observation(question, since, await LookAsync(question, cancellationToken));
    }

    private OpenConnections.Connection? ConnectionOf(HostQuestion question) =>
        question.Host is { } host ? connections?.Find(host) : null;

    private long StartOf(HostQuestion question) => ConnectionOf(question)?.Since ?? time.GetTimestamp();

    private HostObservation Observation(HostQuestion question, long since, Look look) => new()
    {
        Host = question.Name,
        Snapshot = look.Snapshot is { } seen ? seen with { Conventions = question.Host?.Conventions ?? HostConventions.None } : null,
        Failure = look.Failure,
        Transport = question.Host?.Transport,
        IsRecorded = question.Host?.Transport is TransportKind.Recorded,
        Accepted = question.Host?.AcceptNotCompared ?? [],
        Duration = time.GetElapsedTime(since),
    };

    private Task<Look> LookAsync(HostQuestion question, CancellationToken cancellationToken) => question switch
    {
        { Refusal: { } refusal } => Task.FromResult(new Look(null, refusal)),
        { Host: { Transport: TransportKind.Recorded } host } => Task.FromResult(ReadRecorded(host)),
        { Host: { } host } => ReadLiveAsync(
            host, ConnectionOf(question)?.Transport ?? HostTransport.To(host, trust, kept), question.Request, cancellationToken),
        _ => throw new UnreachableException(),
    };

    private async Task<Look> ReadLiveAsync(
        HostDefinition host, HostTransport transport, SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (transport.Refusal is { } refusal) return new Look(null, refusal);
        if (host.PlatformDirectory is null) request = request with { Files = [], SecretFiles = [], Owners = [] }; // below which they would lie
        var script = SnapshotScript.Create(host, request);
        sending?.Invoke(host, script);
        var answer = await transport.RunAsync(script, cancellationToken);
        var failure = answer.Failure;
        var snapshot = failure switch
        {
            null => SnapshotAnswer.Read(host.Name, answer.Output, script, request, time.GetUtcNow(), out failure),
            // What came before that is as good as it ever was.
            { Reason: HostFailureReason.CommandTimedOut or HostFailureReason.OutputTooLarge } =>
                SnapshotAnswer.ReadPart(host.Name, answer.Output, script, request, time.GetUtcNow()),
            _ => null,
        };
        if (snapshot is not null) failure = null;
        return new Look(snapshot is null ? null : snapshot with { PlatformDirectory = host.PlatformDirectory }, failure);
    }

    private Look ReadRecorded(HostDefinition host)
    {
        var (snapshot, failure) = RecordedSnapshot.Read(host, time.GetUtcNow());
        return new Look(snapshot, failure);
    }

    /// <summary>What was seen of a host, or why nothing was.</summary>
    private sealed record Look(HostSnapshot? Snapshot, HostFailure? Failure);
}
