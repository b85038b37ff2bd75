using Platform.Access.Catalog;
using Platform.Root;

namespace Platform.PowerShell.Completion;

/// <summary>Ids of the capabilities of the root in use.</summary>
public sealed class CapabilityCompleter : RootCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PlatformRoot root, Func<string, bool> isMeant) =>
        CapabilityCatalog.Load(root).Capabilities.Select(c => c.Id).Where(isMeant).Select(name => new Candidate(name, null));
}
