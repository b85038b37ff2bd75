using Platform.Access.Catalog;
using Platform.Hosts;
using Platform.Root;

namespace Platform.Access.Backings;

/// <summary>Makes the implementation for what the catalog of a root declares.</summary>
/// <param name="root">The root.</param>
/// <param name="inventory">Its hosts.</param>
/// <param name="trust">What the user lets run.</param>
/// <param name="sweeps">Whether a sweep runs.</param>
/// <param name="time">The operator's clock.</param>
internal sealed class CredentialBackings(PlatformRoot root, HostInventory inventory, Trust trust, SweepWatch sweeps, TimeProvider time) : IBackings
{
    /// <summary>How long one program that gives a secret, or one request, may take.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);

    /// <summary>The same, for tests that let a server be slow.</summary>
    public TimeSpan Limit { get; init; } = Usual;

    public IBacking Of(Backing backing)
    {
        SecretReader secrets = new(root, trust, Limit, time);
        return backing switch
        {
            SshAgentBacking agent => new SshAgentCredentials(agent, inventory, secrets, trust, Limit, time),
            WrappedCommandBacking command => new WrappedCommandCredentials(command, root, secrets, trust),
            InfisicalTokenBacking infisical => new InfisicalTokenCredentials(infisical, secrets, Limit, time),
            ForgejoPatBacking forgejo => new ForgejoPatCredentials(forgejo, secrets, sweeps, Limit, time),
            _ => throw new ArgumentOutOfRangeException(nameof(backing), backing, null),
        };
    }
}
