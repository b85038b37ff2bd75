using Renci.SshNet;
using Renci.SshNet.Security;

namespace Platform.Hosts.SshNet;

/// <summary>A key of the agent's, for SSH.NET: it never sees the private half.</summary>
internal sealed class AgentKey : IPrivateKeySource
{
    private const string Rsa = "ssh-rsa";
    private const uint RsaSha256 = 2;
    private const uint RsaSha512 = 4;

    private AgentKey(IReadOnlyCollection<HostAlgorithm> algorithms) => HostKeyAlgorithms = algorithms;

    public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms { get; }

    /// <summary>The key, by the algorithms that it may sign with; null for a certificate or a security key, which take OpenSSH.</summary>
    public static AgentKey? Of(SshAgent agent, byte[] key) => SshPublicKey.TypeOf(key) switch
    {
        Rsa => new AgentKey([new Algorithm("rsa-sha2-512", agent, key, RsaSha512), new Algorithm("rsa-sha2-256", agent, key, RsaSha256)]),
        { } type when SshAlgorithms.SignsUserKeys(type) => new AgentKey([new Algorithm(type, agent, key, 0)]),
        _ => null,
    };

    private sealed class Algorithm(string name, SshAgent agent, byte[] key, uint flags) : HostAlgorithm(name)
    {
        public override byte[] Data => key;

        /// <exception cref="Renci.SshNet.Common.SshAuthenticationException">The agent refuses, or has gone.</exception>
        public override byte[] Sign(byte[] data) =>
            agent.Sign(key, data, flags) ?? throw new Renci.SshNet.Common.SshAuthenticationException("the ssh agent did not sign");

        public override bool VerifySignature(byte[] data, byte[] signature) => false; // it signs for a user, and judges nobody
    }
}
