using System.Globalization;
using Platform.Manifests;
using Platform.Root;

namespace Platform.PowerShell.Completion;

/// <summary>The tiers that the modules of the root are in. The tooltip says how many modules each has.</summary>
public sealed class TierCompleter : RootCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PlatformRoot root, Func<string, bool> isMeant) =>
        ModuleCatalog.Read(root, ModuleSelection.Of(root, [], root.Path), CancellationToken.None).Modules
            .Where(module => ModuleTier.IsTier(module.Tier) && isMeant(module.Tier))
            .GroupBy(module => module.Tier, StringComparer.Ordinal)
            .Select(tier => new Candidate(tier.Key, string.Create(CultureInfo.InvariantCulture, $"{tier.Count()} {(tier.Count() == 1 ? "module" : "modules")}")));
}
