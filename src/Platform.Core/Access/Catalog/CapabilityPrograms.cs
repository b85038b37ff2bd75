using System.Security.Cryptography;
using Platform.Json;
using Platform.Root;

namespace Platform.Access.Catalog;

/// <summary>What a catalog names that acts for the user: programs, and what is approved ahead. None of it counts for a root that the user does not trust for these very words.</summary>
internal static class CapabilityPrograms
{
    /// <summary>Of all capabilities of a catalog.</summary>
    public static IEnumerable<RootProgram> Of(CapabilityCatalog catalog) =>
        catalog.Capabilities.SelectMany(capability => Of(catalog.Root, capability).Concat(capability.PreApproved.Count > 0 ? [Ahead(catalog.Root, capability)] : []));

    /// <summary>The programs that a session of a capability may start.</summary>
    public static IEnumerable<RootProgram> Of(PlatformRoot root, Capability capability)
    {
        if (capability.Backing is WrappedCommandBacking wrapped) yield return Named(root, capability, [wrapped.Program]);
        foreach (var secret in SecretsOf(capability.Backing))
            for (var source = secret; source is not null; source = (source as InfisicalSecret)?.Identity.ClientSecret)
                if (source is CommandSecret command) yield return Named(root, capability, command.Words);
    }

    /// <summary>
    /// What stands for the leave that a capability gives ahead: its whole entry by its hash. An agent that edits the checkout gives itself nothing by it.
    /// </summary>
    public static RootProgram Ahead(PlatformRoot root, Capability capability) => RootProgram.Named(
        root.Path, $"approval ahead of capability {capability.Id}",
        ["pre-approve", capability.Id, "sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(capability.Entry)))]);

    private static RootProgram Named(PlatformRoot root, Capability capability, IReadOnlyList<string> words) => RootProgram.Named(root.Path, $"capability {capability.Id}", words);

    private static IEnumerable<SecretSource> SecretsOf(Backing backing) => backing switch
    {
        SshAgentBacking ssh => [ssh.Key],
        WrappedCommandBacking wrapped => [.. wrapped.Secrets.Values, .. wrapped.Input is { } input ? new[] { input } : []],
        InfisicalTokenBacking infisical => [infisical.Identity.ClientSecret],
        ForgejoPatBacking forgejo => ((SecretSource?[])[forgejo.Password, forgejo.Administrator]).OfType<SecretSource>(),
        _ => [],
    };
}
