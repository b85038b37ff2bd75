using Platform.Access.Catalog;
using Platform.Root;

namespace Platform.PowerShell.Completion;

/// <summary>Ids of the capabilities of the root in use.</summary>
public sealed class CapabilityCompleter : RootCompleter
{
    private protected override IEnumerable<string> Names(PlatformRoot root) => CapabilityCatalog.Load(root).Capabilities.Select(c => c.Id);
}
