using Renci.SshNet;

namespace Platform.Hosts.SshNet;

/// <summary>
/// The algorithms that are offered: those of OpenSSH's client that SSH.NET has, in OpenSSH's order. What OpenSSH has
/// retired (SHA-1, CBC, 3DES, DSA) is not offered, nor are certificates of hosts, which nobody here could check.
/// </summary>
/// <remarks>https://man.openbsd.org/ssh_config.5: KexAlgorithms, Ciphers, MACs, HostKeyAlgorithms</remarks>
internal static class SshAlgorithms
{
    private static readonly string[] KeyExchanges =
    [
        "mlkem768x25519-sha256", "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com", "curve25519-sha256",
        "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256", "ecdh-sha2-nistp384", "ecdh-sha2-nistp521",
        "diffie-hellman-group-exchange-sha256", "diffie-hellman-group16-sha512", "diffie-hellman-group18-sha512", "diffie-hellman-group14-sha256",
    ];

    private static readonly string[] Ciphers =
    [
        "aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com", "aes128-ctr", "aes192-ctr", "aes256-ctr",
    ];

    private static readonly string[] Macs =
    [
        "hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512",
    ];

    private static readonly string[] HostKeys =
    [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "rsa-sha2-512", "rsa-sha2-256",
    ];

    /// <summary>Whether a user's key of this type signs with the algorithm of the same name.</summary>
    public static bool SignsUserKeys(string type) => HostKeys.Contains(type, StringComparer.Ordinal) && KeyTypeOf(type) == type;

    /// <summary>Cuts the offer down, and asks for a host key of a type that is known before any other.</summary>
    public static void Restrict(ConnectionInfo connection, IReadOnlyList<string> knownTypes)
    {
        Keep(connection.KeyExchangeAlgorithms, KeyExchanges);
        Keep(connection.Encryptions, Ciphers);
        Keep(connection.HmacAlgorithms, Macs);
        Keep(connection.CompressionAlgorithms, ["none"]);
        Keep(connection.HostKeyAlgorithms, [.. HostKeys.OrderBy(name => knownTypes.Contains(KeyTypeOf(name), StringComparer.Ordinal) ? 0 : 1)]);
    }

    /// <summary>RSA keys have one type and several algorithms (RFC 8332).</summary>
    private static string KeyTypeOf(string algorithm) => algorithm.StartsWith("rsa-", StringComparison.Ordinal) ? "ssh-rsa" : algorithm;

    private static void Keep<T>(IOrderedDictionary<string, T> offered, IReadOnlyList<string> names)
    {
        List<KeyValuePair<string, T>> kept = [];
        foreach (var name in names)
            if (offered.TryGetValue(name, out var algorithm)) kept.Add(new(name, algorithm));
        offered.Clear();
        foreach (var (name, algorithm) in kept) offered.Add(name, algorithm);
    }
}
