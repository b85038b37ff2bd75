using Platform.Access.Catalog;
using Platform.Root;

namespace Platform.PowerShell.Completion;

/// <summary>Names of those who may ask for a capability of the root in use.</summary>
public sealed class ActorCompleter : RootCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PlatformRoot root, Func<string, bool> isMeant) =>
        CapabilityCatalog.Load(root).Capabilities.SelectMany(c => c.Actors).Where(isMeant).Select(name => new Candidate(name, null));
}
