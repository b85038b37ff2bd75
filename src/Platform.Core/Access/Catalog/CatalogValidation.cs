using Platform.Diagnostics;
using Platform.Files;
using Platform.Manifests;
using Platform.Root;

namespace Platform.Access.Catalog;

/// <summary>Adds the catalog and the actors to a validation of a whole root.</summary>
public static class CatalogValidation
{
    /// <param name="manifests">The validation of the manifests.</param>
    /// <param name="root">The root.</param>
    /// <param name="selection">What was asked for: only where all modules were, the catalog is checked as well.</param>
    /// <returns>The same with what is wrong with <c>policies/agent-capabilities.yaml</c> and <c>policies/actors.yaml</c>.</returns>
    public static Validation AddTo(Validation manifests, PlatformRoot root, ModuleSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        if (!selection.IsAll || !((string[])[CapabilityCatalog.RelativePath, ActorDirectory.RelativePath]).Any(path => FileEntry.IsThere(Path.Combine(root.Path, path)))) return manifests;
        Diagnostic[] found = [.. CapabilityCatalog.Load(root).OwnDiagnostics];
        return found.Length == 0 ? manifests : new Validation(manifests.Files, manifests.Invalid, [.. manifests.Diagnostics, .. found]);
    }
}
