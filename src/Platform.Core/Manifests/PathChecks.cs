using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>
/// Checks that a manifest and the files it names are of the platform root. Done whenever a manifest is read, before
/// anything that it names is opened: what fails here is used for nothing.
/// </summary>
internal static class PathChecks
{
    /// <summary>The manifest itself: its folder, or the file, may be a link.</summary>
    public static void CheckManifest(ModuleFolder folder, RootFence fence, DiagnosticList diagnostics)
    {
        if (!fence.Holds(folder.ManifestPath))
            diagnostics.Error(ManifestCode.PathOutsideRoot, default(YamlNode), "", "a symbolic link leads out of the platform root; put the manifest itself there");
    }

    /// <summary>The paths in it.</summary>
    public static void CheckReferences(YamlNode manifest, ModuleFolder folder, PlatformRoot root, RootFence fence, DiagnosticList diagnostics)
    {
        var operations = manifest["spec"]["operations"];
        Check(manifest["spec"]["runtime"]["compose_file"], root.Path, "the platform root", "/spec/runtime/compose_file");
        Check(operations["runbook"], folder.Path, "the module's folder", "/spec/operations/runbook");
        Check(operations["smoke_test"], folder.Path, "the module's folder", "/spec/operations/smoke_test");

        void Check(YamlNode path, string from, string what, string pointer)
        {
            if (!path.Exists) return;
            if (RootFence.Climbs(path.Text))
            {
                diagnostics.Error(ManifestCode.PathOutsideRoot, path, pointer, $"{path.Text} leaves {what}; name a path below it without '..'");
            }
            else if (!fence.Holds(Path.Combine(from, path.Text)))
            {
                diagnostics.Error(ManifestCode.PathOutsideRoot, path, pointer,
                    $"{path.Text} leads out of the platform root by a symbolic link; put the file itself there");
            }
        }
    }

    /// <summary>The snapshots that an inventory names.</summary>
    public static void CheckInventory(YamlNode inventory, PlatformRoot root, RootFence fence, DiagnosticList diagnostics)
    {
        foreach (var host in inventory["hosts"].Entries)
        {
            var path = host.Value["snapshot"];
            if (!path.Exists || (!RootFence.Climbs(path.Text) && fence.Holds(Path.Combine(root.Path, path.Text)))) continue;
            diagnostics.Error(ManifestCode.PathOutsideRoot, path, $"/hosts/{host.Key}/snapshot",
                $"the snapshot {path.Text} is not in the platform root; name a file below it, without '..' and symbolic links that lead out");
        }
    }
}
