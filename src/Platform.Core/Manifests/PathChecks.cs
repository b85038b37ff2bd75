using Platform.Diagnostics;
using Platform.Files;
using Platform.Root;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>
/// Checks that a manifest and the files it names are of the platform root. Done whenever a manifest is read, before
/// anything that it names is opened: what fails here is used for nothing.
/// </summary>
internal static class PathChecks
{
    /// <summary>The manifest itself: its folder, or the file, may be a link.</summary>
    public static FilePlace CheckManifest(ModuleFolder folder, RootFence fence, DiagnosticList diagnostics)
    {
        var place = fence.PlaceOf(folder.ManifestPath);
        if (place is FilePlace.Outside)
            diagnostics.Error(ManifestCode.PathOutsideRoot, default(YamlNode), "", "a symbolic link leads out of the platform root; put the manifest itself there");
        return place;
    }

    /// <summary>The paths in it.</summary>
    public static NamedFiles CheckReferences(YamlNode manifest, ModuleFolder folder, PlatformRoot root, RootFence fence, DiagnosticList diagnostics)
    {
        var operations = manifest["spec"]["operations"];
        Check(manifest["spec"]["runtime"]["compose_file"], "the platform root", "/spec/runtime/compose_file", path => fence.PlaceOfShared(Path.Combine(root.Path, path)));
        return new NamedFiles(
            Check(operations["runbook"], "the module's folder", "/spec/operations/runbook", InFolder),
            Check(operations["smoke_test"], "the module's folder", "/spec/operations/smoke_test", InFolder),
            Check(operations["restore_test"]["evidence"], "the module's folder", "/spec/operations/restore_test/evidence", Content));

        FilePlace InFolder(string path) => fence.PlaceOf(Path.Combine(folder.Path, path));

        // An empty file shows nothing, and neither does one that nobody may read.
        FilePlace Content(string path) =>
            InFolder(path) is var place && place is FilePlace.Inside && !OrdinaryFile.HasContent(Path.Combine(folder.Path, path), fence.Files) ? FilePlace.Missing : place;

        FilePlace Check(YamlNode path, string what, string pointer, Func<string, FilePlace> placeOf)
        {
            if (!path.Exists) return FilePlace.Missing;
            var climbs = RootFence.Climbs(path.Text);
            var place = climbs ? FilePlace.Outside : placeOf(path.Text);
            if (place is FilePlace.Outside)
            {
                diagnostics.Error(ManifestCode.PathOutsideRoot, path, pointer, climbs
                    ? $"{path.Text} leaves {what}; name a path below it without '..'"
                    : $"{path.Text} leads out of the platform root by a symbolic link; put the file itself there");
            }

            return place;
        }
    }

    /// <summary>The snapshots that an inventory names.</summary>
    public static void CheckInventory(YamlNode inventory, PlatformRoot root, RootFence fence, DiagnosticList diagnostics)
    {
        foreach (var host in inventory["hosts"].Entries)
        {
            var path = host.Value["snapshot"];
            if (!path.Exists || (!RootFence.Climbs(path.Text) && fence.PlaceOf(Path.Combine(root.Path, path.Text)) is not FilePlace.Outside)) continue;
            diagnostics.Error(ManifestCode.PathOutsideRoot, path, $"/hosts/{host.Key}/snapshot",
                $"the snapshot {path.Text} is not in the platform root; name a file below it, without '..' and symbolic links that lead out");
        }
    }
}

/// <summary>Where the files are that a manifest names, so that nobody has to look again.</summary>
internal readonly record struct NamedFiles(FilePlace Runbook, FilePlace SmokeTest, FilePlace RestoreEvidence);
