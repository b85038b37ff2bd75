using System.Globalization;
using Renci.SshNet;

namespace Platform.Hosts.SshNet;

/// <summary>Connected clients that nobody uses at the moment, each to be taken by one.</summary>
internal sealed class KeptClients(TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, Stack<Kept>> _kept = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _isDisposed;

    /// <summary>A client for a host, which is the caller's from now on; null where none is kept.</summary>
    public SshClient? Take(HostDefinition host)
    {
        while (true)
        {
            Kept? kept;
            lock (_lock)
            {
                if (!_kept.TryGetValue(TargetOf(host), out var clients) || !clients.TryPop(out kept)) return null;
            }

            kept.Timer.Dispose();
            if (kept.Client.IsConnected) return kept.Client;
            kept.Client.Dispose();
        }
    }

    /// <summary>Keeps a client that has answered, until it is taken or has been idle for long.</summary>
    public void Keep(HostDefinition host, SshClient client)
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                if (!_kept.TryGetValue(TargetOf(host), out var clients)) _kept[TargetOf(host)] = clients = [];
                clients.Push(new Kept(client, time.CreateTimer(_ => Expire(host, client), null, KeptConnections.Idle, Timeout.InfiniteTimeSpan)));
                return;
            }
        }

        client.Dispose();
    }

    public void Dispose()
    {
        Kept[] all;
        lock (_lock)
        {
            _isDisposed = true;
            all = [.. _kept.Values.SelectMany(clients => clients)];
            _kept.Clear();
        }

        foreach (var kept in all) kept.End();
    }

    private void Expire(HostDefinition host, SshClient client)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(TargetOf(host), out var clients) || !clients.Any(kept => kept.Client == client)) return; // somebody has it
            _kept[TargetOf(host)] = new Stack<Kept>(clients.Where(kept => kept.Client != client).Reverse());
        }

        client.Dispose();
    }

    /// <summary>All that decides who is reached, as whom, and by whose word.</summary>
    private static string TargetOf(HostDefinition host) =>
        string.Create(CultureInfo.InvariantCulture, $"{host.Destination}\n{host.Port}\n{host.IdentityFile}\n{host.KnownHostsFile}");

    private sealed record Kept(SshClient Client, ITimer Timer)
    {
        public void End()
        {
            Timer.Dispose();
            Client.Dispose();
        }
    }
}
