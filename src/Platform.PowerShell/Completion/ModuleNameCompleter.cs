using Platform.Manifests;
using Platform.Root;

namespace Platform.PowerShell.Completion;

/// <summary>Names of modules: those of their folders, so that no manifest is read for it.</summary>
public sealed class ModuleNameCompleter : RootCompleter
{
    private protected override IEnumerable<string> Names(PlatformRoot root) => ModuleFolder.AllOf(root).Select(f => f.Name);
}
