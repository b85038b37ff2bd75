using System.Security.Cryptography;
using Platform.Files;
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
    public static Task<RootCommit> CommitAsync(PlatformRoot root, IReadOnlyDictionary<string, FileContent> files, CancellationToken cancellationToken) =>
        RootCommit.ReadAsync(root.Path, [.. files.Keys], path => files[path].Bytes, cancellationToken);

    /// <summary>SHA-256 of the files that some modules follow from, by path relative to the root; empty for one that is not there.</summary>
    /// <exception cref="IOException">One of them is there and is not read: a plan cannot rest on it.</exception>
    public static IReadOnlyDictionary<string, string> HashFiles(PlatformRoot root, IEnumerable<PlatformModule> modules)
    {
        SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);
        foreach (var (path, content) in ReadFiles(root, Inputs(root, modules)))
            hashes[path] = HashOf(content.OrNullWhereMissing(path));
        return hashes;
    }

    /// <summary>Files of the root, or why they are not read.</summary>
    /// <param name="root">The root.</param>
    /// <param name="paths">Relative to it.</param>
    public static IReadOnlyDictionary<string, FileContent> ReadFiles(PlatformRoot root, IEnumerable<string> paths)
    {
        var fence = new FileFence(root.Path);
        SortedDictionary<string, FileContent> files = new(StringComparer.Ordinal);
        foreach (var path in paths) files[path] = OrdinaryFile.Read(Path.Combine(root.Path, path), OrdinaryFile.MostWritten, fence);
        return files;
    }

    /// <summary>The files that some modules follow from, relative to the root.</summary>
    public static IReadOnlySet<string> Inputs(PlatformRoot root, IEnumerable<PlatformModule> modules)
    {
        SortedSet<string> paths = new(StringComparer.Ordinal) { root.Relative(root.HostsPath) };
        foreach (var module in modules)
        {
            paths.Add(root.Relative(module.Path));
            if (module.Runtime.ComposeFile is { } file) paths.Add(root.Relative(Path.Combine(root.Path, file)));
        }

        return paths;
    }

    /// <summary>64 hex digits; empty for a file that is not there.</summary>
    public static string HashOf(byte[]? content) => content is null ? "" : Convert.ToHexStringLower(SHA256.HashData(content));
}
