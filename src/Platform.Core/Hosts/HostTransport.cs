using Platform.Hosts.SshNet;
using Platform.Root;

namespace Platform.Hosts;

/// <summary>
/// A way to a host that runs scripts. One object carries one script: read-only ones for whoever looks, changes for
/// whoever applies a plan, each as its own type.
/// </summary>
internal abstract class HostTransport(HostDefinition host) : IHostTransport, IChangeTransport, IAsyncDisposable
{
    /// <summary>88 containers come as about a megabyte; thousands still fit.</summary>
    public const int OutputLimit = 64 * 1024 * 1024;

    protected HostDefinition Host { get; } = host;

    /// <summary>Why nothing is contacted, whatever is asked; null where the host may be.</summary>
    public abstract HostFailure? Refusal { get; }

    /// <summary>The way to a host that runs scripts at all: a recorded one does not.</summary>
    /// <param name="host">The host.</param>
    /// <param name="trust">Which words of the root may reach it.</param>
    /// <param name="kept">Connections of the session, to look through; null for one of its own.</param>
    public static HostTransport To(HostDefinition host, Trust trust, KeptConnections? kept = null) => host.Transport switch
    {
        TransportKind.Ssh when SshFallback.Takes(host) => new SshNetTransport(host, kept),
        TransportKind.Ssh => ProcessTransport.Ssh(host, trust, kept),
        TransportKind.SshNet => new SshNetTransport(host, kept),
        TransportKind.Local => ProcessTransport.Local(host),
        _ => throw new ArgumentException($"{host.Transport} is no way to run a script", nameof(host)),
    };

    /// <summary>Begins to connect, before the script is known. Without a script, disposing ends the connection.</summary>
    public abstract void Open();

    public abstract ValueTask DisposeAsync();

    public Task<TransportAnswer> RunAsync(ReadOnlyScript script, CancellationToken cancellationToken) =>
        RunAsync(script.Text, Host.CommandTimeout, cancellationToken);

    public Task<TransportAnswer> RunAsync(ChangeScript script, TimeSpan limit, CancellationToken cancellationToken) =>
        RunAsync(script.Text, limit, cancellationToken);

    /// <param name="script">The text for <c>sh</c>.</param>
    /// <param name="limit">How long it may take once it is connected.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    protected abstract Task<TransportAnswer> RunAsync(string script, TimeSpan limit, CancellationToken cancellationToken);
}
