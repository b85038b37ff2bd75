using System.Globalization;
using System.Net.Sockets;
using Platform.Files;
using Platform.Shell;
using Platform.Text;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace Platform.Hosts.SshNet;

/// <summary>
/// Makes connections, and is the only place that does: SSH.NET trusts every host key by default. Here a
/// host whose key is not known is not talked to.
/// </summary>
internal sealed class SshNetConnection
{
    private SshNetConnection(SshClient? client, HostFailure? failure) => (Client, Failure) = (client, failure);

    /// <summary>Connected to a host whose key is known; null where there is a failure.</summary>
    public SshClient? Client { get; }

    public HostFailure? Failure { get; }

    /// <summary>
    /// Connects, and blocks until it has: SSH.NET's handshake cannot be interrupted, so this takes its own thread and
    /// ends by the host's connect timeout at each of its steps.
    /// </summary>
    public static SshNetConnection Connect(HostDefinition host)
    {
        if (!ShellName.IsSshDestination(host.Destination ?? "")) throw new ArgumentException("unchecked ssh destination", nameof(host));
        var target = SshTarget.Of(host);
        try
        {
            if (SshConfig.Of(target.Host, SshConfig.DefaultFiles).Unheeded(host, target) is { } setting) return Failed(Unsupported(host, setting));
            if (OfRoot(host) is { } file) return Failed(OwnedByRoot(host, file));
            var known = KnownHosts.Read(host.KnownHostsFile is { } named ? [named] : KnownHosts.DefaultFiles).Of(target.Host, target.Port);
            return Connect(host, target, known, UserKeys.Of(host));
        }
        catch (FileRefusedException exception)
        {
            return Failed(SshFailure.Of(host, HostFailureReason.Other, KnownWords.OfFile(exception)));
        }
    }

    private static SshNetConnection Connect(HostDefinition host, SshTarget target, KnownHostKeys known, UserKeys keys)
    {
        AuthenticationMethod method = keys.Keys.Count > 0
            ? new PrivateKeyAuthenticationMethod(target.User, [.. keys.Keys])
            : new NoneAuthenticationMethod(target.User);
        ConnectionInfo connection = new(target.Host, target.Port, target.User, method) { Timeout = host.ConnectTimeout };
        SshAlgorithms.Restrict(connection, known.Types);
        var client = new SshClient(connection) { KeepAliveInterval = TimeSpan.FromSeconds(5) };
        ShownKey? shown = null;
        client.HostKeyReceived += (_, received) =>
        {
            received.CanTrust = false;
            shown = new ShownKey(received.HostKeyName, received.FingerPrintSHA256, known.Judge(received.HostKey));
            received.CanTrust = shown.Verdict is HostKeyVerdict.Known;
        };
        try
        {
            client.Connect();
            // That the key was judged is what everything else rests on.
            if (shown is { Verdict: HostKeyVerdict.Known }) return new SshNetConnection(client, null);
            client.Dispose();
            return Failed(SshFailure.Of(host, HostFailureReason.HostKeyUnknown, null));
        }
        catch (Exception exception) when (exception is SshException or SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            client.Dispose();
            return Failed(shown is { Verdict: not HostKeyVerdict.Known } ? Refused(host, shown, known) : Explain(host, exception, keys));
        }
    }

    private static SshNetConnection Failed(HostFailure failure) => new(null, failure);

    private static HostFailure Refused(HostDefinition host, ShownKey shown, KnownHostKeys known) => SshFailure.Of(
        host,
        shown.Verdict switch
        {
            HostKeyVerdict.Changed => HostFailureReason.HostKeyChanged,
            HostKeyVerdict.Revoked => HostFailureReason.HostKeyRevoked,
            _ => HostFailureReason.HostKeyUnknown,
        },
        KnownWords.Own(shown.Verdict is HostKeyVerdict.Unknown && known.Authority is { } authority
            ? $"{authority} has its keys signed by an authority, which SSH.NET cannot check: use transport: ssh"
            : $"it showed {shown.Algorithm} SHA256:{shown.Fingerprint}"));

    private static HostFailure Explain(HostDefinition host, Exception exception, UserKeys keys) => exception switch
    {
        SshAuthenticationException => SshFailure.Of(
            host, HostFailureReason.AuthenticationFailed, keys.Notes.Count == 0 ? null : KnownWords.Own(string.Join("; ", keys.Notes))),
        SshOperationTimeoutException => SshFailure.Of(host, HostFailureReason.ConnectTimedOut, null),
        SshConnectionException { DisconnectReason: DisconnectReason.KeyExchangeFailed } => SshFailure.Of(
            host, HostFailureReason.Other, KnownWords.Own("SSH.NET and the host have no algorithm in common that OpenSSH still offers; with transport: ssh other ones can be chosen")),
        SocketException socket => SshFailure.Of(host, ReasonOf(socket.SocketErrorCode), null),
        SshConnectionException or IOException => SshFailure.Of(host, HostFailureReason.NetworkUnreachable, null),
        _ => SshFailure.Of(host, HostFailureReason.Other, KnownWords.In(new RawText(exception.Message), $"run 'ssh {host.Destination}'")),
    };

    private static HostFailureReason ReasonOf(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => HostFailureReason.NameNotResolved,
        SocketError.ConnectionRefused => HostFailureReason.ConnectionRefused,
        SocketError.TimedOut => HostFailureReason.ConnectTimedOut,
        _ => HostFailureReason.NetworkUnreachable,
    };

    /// <summary>The inventory's <c>known_hosts</c> where it lies in the root itself: whoever writes the root would say whom the user trusts.</summary>
    private static string? OfRoot(HostDefinition host) =>
        host is { KnownHostsFile: { } file, SnapshotRoot: { } root } && RealPath.Of(root) is { } folder &&
        (RealPath.Of(file) ?? folder + "/").StartsWith(folder + "/", StringComparison.Ordinal) ? file : null;

    private static HostFailure OwnedByRoot(HostDefinition host, string file) => new(
        HostFailureReason.Unsupported,
        $"{host.Name} was not connected to: {file} lies in the platform root, so whoever writes the root would decide which host keys you trust; keep known_hosts outside");

    private static HostFailure Unsupported(HostDefinition host, SshConfig.Setting setting) => new(
        HostFailureReason.Unsupported,
        string.Create(CultureInfo.InvariantCulture, $"{host.Name} was not connected to: {setting.File}:{setting.Line} sets {setting.Written} for it, and SSH.NET heeds no ssh_config; use transport: ssh with an OpenSSH client, or say what it needs in hosts.yaml"));

    /// <summary>The key that a host showed.</summary>
    private sealed record ShownKey(string Algorithm, string Fingerprint, HostKeyVerdict Verdict);
}
