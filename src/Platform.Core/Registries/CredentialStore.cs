using System.Collections.Concurrent;

namespace Platform.Registries;

/// <summary>Looks credentials up as docker does, once for each registry.</summary>
/// <param name="folder">The folder of docker's <c>config.json</c>.</param>
internal sealed class CredentialStore(string folder)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<FoundCredential>>> _found = new(StringComparer.Ordinal);
    private readonly Lazy<DockerConfig> _config = new(() => DockerConfig.Read(folder));

    /// <param name="registry">The registry as references name it.</param>
    /// <param name="cancellationToken">Ends the helper that is asked.</param>
    public Task<FoundCredential> FindAsync(string registry, CancellationToken cancellationToken) =>
        _found.GetOrAdd(registry, _ => new Lazy<Task<FoundCredential>>(() => LookUpAsync(registry, cancellationToken))).Value;

    private async Task<FoundCredential> LookUpAsync(string registry, CancellationToken cancellationToken)
    {
        var config = _config.Value;
        if (config.Fault is not null) return new FoundCredential(null, config.Fault);
        if (config.HelperOf(registry) is not { } helper) return new FoundCredential(config.CredentialOf(registry), null);
        var (credential, fault) = await CredentialHelper.AskAsync(helper, DockerConfig.ServerOf(registry), cancellationToken);
        return new FoundCredential(credential ?? config.CredentialOf(registry), fault);
    }
}

/// <summary>What was found.</summary>
/// <param name="Credential">Null for none.</param>
/// <param name="Fault">Why none could be looked up, in words without a secret; null where all went well.</param>
internal readonly record struct FoundCredential(RegistryCredential? Credential, string? Fault);
