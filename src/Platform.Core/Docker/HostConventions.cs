namespace Platform.Docker;

/// <summary>What <c>hosts.yaml</c> says of how things are called and who adds what.</summary>
/// <param name="Aliases">Mirrors of registries (<c>registry_aliases</c>).</param>
/// <param name="IgnoredLabels">Prefixes of labels that deployers add (<c>ignore_labels</c>).</param>
internal sealed record HostConventions(RegistryAliases Aliases, IReadOnlyList<string> IgnoredLabels)
{
    /// <summary>Registries that may be asked over plain HTTP (<c>insecure_registries</c>).</summary>
    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    public static HostConventions None { get; } = new(RegistryAliases.None, []);

    /// <summary>Whether a label may be there though nobody declared it.</summary>
    public bool Ignores(string label) => IgnoredLabels.Any(prefix => label.StartsWith(prefix, StringComparison.Ordinal));
}
