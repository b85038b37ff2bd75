using Renci.SshNet;
using Renci.SshNet.Security;

namespace Platform.Hosts.SshNet;

/// <summary>A private key without the signatures by SHA-1 that SSH.NET would fall back to (RFC 8332).</summary>
internal sealed class StrongKey(IPrivateKeySource key) : IPrivateKeySource
{
    private const string RsaWithSha1 = "ssh-rsa";

    public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms { get; } = [.. key.HostKeyAlgorithms.Where(algorithm => algorithm.Name != RsaWithSha1)];

    /// <summary>As it goes over the wire.</summary>
    public byte[] PublicKey => HostKeyAlgorithms.First().Data;
}
