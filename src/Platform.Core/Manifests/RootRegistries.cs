using Platform.Diagnostics;
using Platform.Registries;
using Platform.Root;

namespace Platform.Manifests;

/// <summary>What a root says of registries, in its <c>hosts.yaml</c>.</summary>
/// <param name="Settings">Mirrors, and registries over plain HTTP.</param>
/// <param name="Diagnostics">What is wrong with the file; then the settings are empty.</param>
public sealed record RootRegistries(RegistrySettings Settings, IReadOnlyList<Diagnostic> Diagnostics)
{
    public static RootRegistries Read(PlatformRoot root)
    {
        var context = RootContext.Open(root);
        var conventions = context.Inventory.Conventions;
        return new RootRegistries(new RegistrySettings(conventions.Aliases, conventions.InsecureRegistries), context.Diagnostics);
    }
}
