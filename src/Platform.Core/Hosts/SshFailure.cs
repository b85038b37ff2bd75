using Platform.Text;

namespace Platform.Hosts;

/// <summary>Reads what OpenSSH says when it gives up: exit status 255 and a sentence on standard error.</summary>
internal static class SshFailure
{
    /// <summary>The words of OpenSSH's source (ssh.c, sshconnect.c, misc.c), most telling first.</summary>
    private static readonly (string Words, HostFailureReason Reason)[] Sentences =
    [
        ("REVOKED HOST KEY DETECTED", HostFailureReason.HostKeyRevoked),
        ("REMOTE HOST IDENTIFICATION HAS CHANGED", HostFailureReason.HostKeyChanged),
        ("key is known for", HostFailureReason.HostKeyUnknown),
        ("Host key verification failed", HostFailureReason.HostKeyUnknown),
        ("Could not resolve hostname", HostFailureReason.NameNotResolved),
        ("Connection refused", HostFailureReason.ConnectionRefused),
        ("Permission denied (", HostFailureReason.AuthenticationFailed),
        ("Too many authentication failures", HostFailureReason.AuthenticationFailed),
        ("timed out during banner exchange", HostFailureReason.ConnectTimedOut),
        ("Connection timed out", HostFailureReason.ConnectTimedOut),
        ("Operation timed out", HostFailureReason.ConnectTimedOut),
        ("kex_exchange_identification", HostFailureReason.NetworkUnreachable),
        ("not responding", HostFailureReason.ConnectionLost),
        ("client_loop:", HostFailureReason.ConnectionLost),
        ("closed by remote host", HostFailureReason.ConnectionLost),
        ("No route to host", HostFailureReason.NetworkUnreachable),
        ("Network is unreachable", HostFailureReason.NetworkUnreachable),
        ("Connection reset", HostFailureReason.NetworkUnreachable),
    ];

    /// <param name="host">The host.</param>
    /// <param name="error">What ssh wrote on standard error.</param>
    /// <param name="hadBegun">Whether the host had sent something by then: what fails later is no failure to connect.</param>
    public static HostFailure Classify(HostDefinition host, RawText error, bool hadBegun = false)
    {
        if (hadBegun) return Failure(host, HostFailureReason.ConnectionLost, error);
        var reason = HostFailureReason.Other;
        foreach (var (words, candidate) in Sentences)
        {
            if (!error.Says(words)) continue;
            reason = candidate;
            break;
        }

        return Failure(host, reason, error);
    }

    /// <summary>The failure of a connection, in the same words whoever made it.</summary>
    public static HostFailure Of(HostDefinition host, HostFailureReason reason, KnownWords? detail) => new(reason, Explain(host, reason), detail);

    private static HostFailure Failure(HostDefinition host, HostFailureReason reason, RawText error) =>
        Of(host, reason, KnownWords.In(error, $"run 'ssh {host.Destination ?? host.Name}'"));

    private static string Explain(HostDefinition host, HostFailureReason reason)
    {
        var to = host.Destination ?? host.Name;
        return reason switch
        {
            HostFailureReason.HostKeyChanged =>
                $"the host key of {to} is not the one in known_hosts; find out why before you replace it (ssh-keygen -R)",
            HostFailureReason.HostKeyRevoked =>
                $"the host key of {to} is marked @revoked in known_hosts; the host, or whoever answers in its place, is not to be trusted",
            HostFailureReason.HostKeyUnknown =>
                $"the host key of {to} is not in known_hosts; connect once by hand with ssh and check its fingerprint",
            HostFailureReason.NameNotResolved => $"the name {to} does not resolve; check hosts.yaml, ssh_config and DNS",
            HostFailureReason.ConnectionRefused => $"{to} refused the connection; is sshd running, and on this port?",
            HostFailureReason.AuthenticationFailed =>
                $"{to} did not accept any key; check the user, the ssh agent and authorized_keys",
            HostFailureReason.ConnectTimedOut =>
                $"{to} did not answer within {host.ConnectTimeout.TotalSeconds:0.#} s; is it up, and the tailnet connected?",
            HostFailureReason.ConnectionLost => $"the connection to {to} was lost in the middle; try again",
            HostFailureReason.NetworkUnreachable => $"{to} cannot be reached over the network",
            _ => $"ssh to {to} failed",
        };
    }
}
