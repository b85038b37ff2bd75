using System.Collections.Concurrent;
using Platform.Root;
using Platform.Shell;

namespace Platform.Hosts;

/// <summary>
/// Connections that are opened as soon as it is known that a host will be asked, so that ssh shakes hands while the question
/// is still being made. Each waits for the one script that is sent for a look at the host; disposing ends those that got none.
/// </summary>
/// <param name="time">The operator's clock.</param>
/// <param name="trust">Which words of the root may reach a host; without trust nothing is started.</param>
/// <param name="most">How many are opened ahead; other hosts are connected to when they are asked.</param>
public sealed class OpenConnections(TimeProvider time, Trust trust, int most) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Connection>> _connections = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Connects to a host over ssh, once. Safe to call from several threads.</summary>
    public void Open(HostDefinition host)
    {
        if (host is not { Transport: TransportKind.Ssh or TransportKind.SshNet, Destination: { } destination } || !ShellName.IsSshDestination(destination)) return;
        if (_connections.ContainsKey(host.Name) || Interlocked.Increment(ref _count) > most) return;
        _ = _connections.GetOrAdd(host.Name, _ => new Lazy<Connection>(() => Connect(host))).Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections.Values) await connection.Value.Transport.DisposeAsync();
    }

    /// <summary>The connection to a host, for one script; null where none was opened.</summary>
    internal Connection? Find(HostDefinition host) => _connections.GetValueOrDefault(host.Name)?.Value;

    private Connection Connect(HostDefinition host)
    {
        var since = time.GetTimestamp();
        var transport = HostTransport.To(host, trust);
        transport.Open();
        return new Connection(transport, since);
    }

    /// <param name="Transport">Takes one script.</param>
    /// <param name="Since">When connecting began: the host's round trip began then.</param>
    internal sealed record Connection(HostTransport Transport, long Since);
}
