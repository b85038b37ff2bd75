namespace Platform.Access.Catalog;

/// <summary>A key in an ssh-agent of the session's own.</summary>
/// <param name="Hosts">Hosts of <c>hosts.yaml</c> that the key may be used for; at least one.</param>
/// <param name="Key">Gives the private key in OpenSSH's format.</param>
public sealed record SshAgentBacking(IReadOnlyList<string> Hosts, SecretSource Key) : Backing(Word)
{
    public const string Word = "ssh-agent";
}
