using Platform.Manifests;
using Platform.Root;

namespace Platform.PowerShell.Completion;

/// <summary>The tiers that the modules of the root are in.</summary>
public sealed class TierCompleter : RootCompleter
{
    private protected override IEnumerable<string> Names(PlatformRoot root) =>
        ModuleCatalog.Read(root, ModuleSelection.Of(root, [], root.Path), CancellationToken.None).Modules.Select(m => m.Tier).Where(ModuleTier.IsTier);
}
