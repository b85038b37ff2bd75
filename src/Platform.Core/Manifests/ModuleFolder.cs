using Platform.Root;

namespace Platform.Manifests;

/// <summary>A folder below <c>modules/</c> that holds, or should hold, one manifest.</summary>
/// <param name="Name">The folder's name, which the module's id has to equal.</param>
/// <param name="Path">Absolute path of the folder.</param>
public sealed record ModuleFolder(string Name, string Path)
{
    public const string ManifestName = "module.yaml";

    public string ManifestPath { get; } = System.IO.Path.Combine(Path, ManifestName);

    /// <summary>The manifest as messages show it: relative to the root.</summary>
    internal string ShownPath => $"modules/{Name}/{ManifestName}";

    /// <summary>
    /// Whether these are the modules of every folder of a root, so that what none of them declares nobody declares.
    /// </summary>
    public static bool AreAllOf(PlatformRoot root, IEnumerable<PlatformModule> modules)
    {
        var paths = modules.Select(m => m.Path).ToHashSet(StringComparer.Ordinal);
        return AllOf(root).All(folder => paths.Contains(folder.ManifestPath));
    }

    /// <summary>All of a root, by name; hidden folders are left out.</summary>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static ModuleFolder[] AllOf(PlatformRoot root)
    {
        List<ModuleFolder> folders = [];
        foreach (var path in Directory.EnumerateDirectories(root.ModulesPath))
        {
            var name = System.IO.Path.GetFileName(path);
            if (!name.StartsWith('.')) folders.Add(new ModuleFolder(name, path));
        }

        folders.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return [.. folders];
    }
}
