using System.Net.Sockets;

namespace Platform.Hosts.SshNet;

/// <summary>
/// The user's ssh-agent, which keeps private keys and signs with them. Each request has its own connection, so that
/// nothing has to be put in order after one that failed.
/// </summary>
/// <remarks>https://datatracker.ietf.org/doc/html/draft-ietf-sshm-ssh-agent</remarks>
/// <param name="socketPath">Where it listens.</param>
/// <param name="limit">How long it may think: it may ask its user first.</param>
internal sealed class SshAgent(string socketPath, TimeSpan limit)
{
    private const string SocketVariable = "SSH_AUTH_SOCK";

    private const byte RequestIdentities = 11;
    private const byte IdentitiesAnswer = 12;
    private const byte SignRequest = 13;
    private const byte SignResponse = 14;

    /// <summary>OpenSSH's own bound on a message of the agent (AGENT_MAX_LEN).</summary>
    private const int LongestMessage = 256 * 1024;

    /// <summary>The agent that the environment names; null for none.</summary>
    public static SshAgent? OfUser(TimeSpan limit) =>
        Environment.GetEnvironmentVariable(SocketVariable) is { Length: > 0 } path && Path.IsPathFullyQualified(path) ? new SshAgent(path, limit) : null;

    /// <summary>The public keys it keeps, in its order. None where it cannot be asked.</summary>
    public IReadOnlyList<byte[]> Keys()
    {
        List<byte[]> keys = [];
        if (Ask([RequestIdentities]) is not [IdentitiesAnswer, .. var answer]) return keys;
        var wire = new SshWire(answer);
        if (!wire.TryNumber(out var count)) return keys;
        while (count-- > 0 && wire.TryBytes(out var key) && wire.TryBytes(out _)) keys.Add(key.ToArray());
        return keys;
    }

    /// <summary>Signs; the signature with the name of its algorithm before it, as it goes over the wire. Null where the agent refuses.</summary>
    /// <param name="key">The public key.</param>
    /// <param name="data">What to sign.</param>
    /// <param name="flags">2 for RSA with SHA-256, 4 for RSA with SHA-512, else 0.</param>
    public byte[]? Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, uint flags)
    {
        List<byte> request = [SignRequest];
        SshWire.Append(request, key);
        SshWire.Append(request, data);
        SshWire.Append(request, flags);
        if (Ask([.. request]) is not [SignResponse, .. var answer]) return null;
        return new SshWire(answer).TryBytes(out var signature) ? signature.ToArray() : null;
    }

    /// <summary>The answer without its length; null where there is none.</summary>
    private byte[]? Ask(byte[] message)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            (socket.SendTimeout, socket.ReceiveTimeout) = ((int)limit.TotalMilliseconds, (int)limit.TotalMilliseconds);
            socket.Connect(new UnixDomainSocketEndPoint(socketPath));
            using var stream = new NetworkStream(socket);
            List<byte> framed = [];
            SshWire.Append(framed, message);
            stream.Write([.. framed]);
            Span<byte> length = stackalloc byte[4];
            stream.ReadExactly(length);
            if (!new SshWire(length).TryNumber(out var count) || count is 0 or > LongestMessage) return null;
            var answer = new byte[count];
            stream.ReadExactly(answer);
            return answer;
        }
        catch (Exception exception) when (exception is SocketException or IOException or ArgumentException)
        {
            return null; // no agent listens, it hung up, or its path is too long for a socket
        }
    }
}
