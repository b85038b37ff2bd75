using System.Security.Cryptography;
using Platform.Manifests;
using Platform.Root;

namespace Platform.Planning;

/// <summary>Which state of the root a plan rests on: git's commit, and the files themselves.</summary>
internal static class RootState
{
    /// <summary>
    /// The commit, and which of the files that some modules follow from are not in it as they are; no repository, or no git, is no error.
    /// </summary>
    /// <exception cref="IOException">The repository is somebody else's, or broken; the message has the way out.</exception>
    public static Task<RootCommit> CommitAsync(PlatformRoot root, IEnumerable<PlatformModule> modules, CancellationToken cancellationToken) =>
        RootCommit.ReadAsync(
            root.Path, Inputs(root, modules),
            path => File.Exists(Path.Combine(root.Path, path)) ? File.ReadAllBytes(Path.Combine(root.Path, path)) : null, cancellationToken);

    /// <summary>SHA-256 of the files that some modules follow from, by path relative to the root.</summary>
    public static IReadOnlyDictionary<string, string> HashFiles(PlatformRoot root, IEnumerable<PlatformModule> modules)
    {
        SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);
        foreach (var path in Inputs(root, modules)) hashes[path] = Hash(Path.Combine(root.Path, path));
        return hashes;
    }

    /// <summary>Those files, relative to the root.</summary>
    private static SortedSet<string> Inputs(PlatformRoot root, IEnumerable<PlatformModule> modules)
    {
        SortedSet<string> paths = new(StringComparer.Ordinal) { root.Relative(root.HostsPath) };
        foreach (var module in modules)
        {
            paths.Add(root.Relative(module.Path));
            if (module.Runtime.ComposeFile is { } file) paths.Add(root.Relative(Path.Combine(root.Path, file)));
        }

        return paths;
    }

    private static string Hash(string path)
    {
        if (!File.Exists(path)) return "";
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
