using Platform.Diagnostics;
using Platform.Manifests.Reviewers;
using Platform.Root;

namespace Platform.Manifests;

/// <summary>Validates manifests: their schema, what they point at, and what no two of them may share.</summary>
public static class ManifestValidator
{
    /// <param name="root">The platform root.</param>
    /// <param name="selection">The modules to report on. Clashes are found with every module of the root.</param>
    /// <param name="strict">Asks for what strict v2 requires, and turns warnings into errors (R1.7).</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public static Validation Validate(
        PlatformRoot root, ModuleSelection selection, bool strict, CancellationToken cancellationToken)
    {
        var context = RootContext.Open(root);
        var chosen = selection.Folders.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var all = selection.IsAll ? selection.Folders : ModuleFolder.AllOf(root);
        var checks = ManifestLoader.Load(
            context, all, manifest => strict && chosen.Contains(manifest.Name), manifest => Check(manifest, context, chosen),
            cancellationToken);
        ClaimChecks.Check(checks.Select(c => c.Claim).OfType<ModuleClaim>());

        List<Diagnostic> diagnostics = [.. context.Diagnostics];
        if (selection.IsAll || all.All(folder => chosen.Contains(folder.Name)))
        {
            _ = ReviewerConfiguration.Read(root, out var ofReviewers);
            diagnostics.AddRange(ofReviewers);
        }

        var invalid = 0;
        foreach (var list in checks.Where(c => chosen.Contains(c.Folder)).Select(c => c.Diagnostics))
        {
            if (list.Items.Count == 0) continue;
            var items = strict ? list.Items.Select(AsError) : list.Items;
            diagnostics.AddRange(items.OrderBy(d => d.Line).ThenBy(d => d.Column));
            if (strict || list.HasErrors) invalid++;
        }

        return new Validation(chosen.Count, invalid, diagnostics);
    }

    private static CheckedManifest Check(LoadedManifest manifest, RootContext context, HashSet<string> chosen)
    {
        var name = manifest.Folder.Name;
        if (!manifest.HasValidShape) return new CheckedManifest(name, manifest.Diagnostics, null);
        if (chosen.Contains(name)) ReferenceChecks.Check(manifest, context);
        return new CheckedManifest(name, manifest.Diagnostics, ModuleClaim.Of(manifest, context));
    }

    private static Diagnostic AsError(Diagnostic diagnostic) =>
        diagnostic with { Severity = DiagnosticSeverity.Error };

    private sealed record CheckedManifest(string Folder, DiagnosticList Diagnostics, ModuleClaim? Claim);
}
