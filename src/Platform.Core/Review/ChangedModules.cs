using Platform.Manifests;

namespace Platform.Review;

/// <summary>Which modules changed files are about. Pure.</summary>
internal static class ChangedModules
{
    /// <param name="changed">Paths relative to the root.</param>
    /// <param name="before">The modules of the base.</param>
    /// <param name="after">The modules of the change.</param>
    /// <returns>Ids, in order.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<string> changed, IReadOnlyList<PlatformModule> before, IReadOnlyList<PlatformModule> after)
    {
        PlatformModule[] all = [.. before, .. after];
        SortedSet<string> ids = new(StringComparer.Ordinal);
        foreach (var path in changed)
        {
            if (path.Split('/') is ["modules", var folder, _, ..]) ids.Add(folder);
            // What hosts are, and what is judged, is every module's.
            else if (ChangedFile.KindOf(path) is ChangedFileKind.Inventory or ChangedFileKind.Policy) ids.UnionWith(all.Select(module => module.Id));
            else ids.UnionWith(all.Where(module => module.Runtime.ComposeFile is { } file && IsBehind(path, file)).Select(module => module.Id));
        }

        return [.. ids];
    }

    /// <summary>The compose file itself, and whatever lies where it lies: it may include that.</summary>
    private static bool IsBehind(string path, string composeFile) =>
        path == composeFile || (Path.GetDirectoryName(composeFile) is { Length: > 0 } folder && path.StartsWith(folder.Replace('\\', '/') + "/", StringComparison.Ordinal));
}
