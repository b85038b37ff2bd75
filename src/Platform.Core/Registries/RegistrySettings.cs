using Platform.Docker;

namespace Platform.Registries;

/// <summary>What <c>hosts.yaml</c> says of registries.</summary>
/// <param name="Aliases">Mirrors, and whose images they serve (<c>registry_aliases</c>).</param>
/// <param name="Insecure">Registries that may be asked over plain HTTP (<c>insecure_registries</c>): <c>registry.lan:5000</c>.</param>
public sealed record RegistrySettings(RegistryAliases Aliases, IReadOnlyList<string> Insecure)
{
    /// <summary>No mirror, and HTTPS for all but this very machine.</summary>
    public static RegistrySettings None { get; } = new(RegistryAliases.None, []);

    /// <summary>Whether plain HTTP may be used, where a registry does not speak TLS.</summary>
    internal bool AllowsPlain(string authority) => RegistryHost.IsLoopback(authority) || Insecure.Contains(authority, StringComparer.OrdinalIgnoreCase);
}
