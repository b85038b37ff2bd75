using System.Collections.Concurrent;
using Platform.Compose;
using Platform.Files;
using Platform.Manifests;
using Platform.Shell;

namespace Platform.Drift;

/// <summary>The compose files of a platform root, each read once in a run. Safe to use from several threads.</summary>
internal sealed class RootFiles
{
    private static readonly SortedDictionary<string, FileContent> Nothing = [];

    private readonly ConcurrentDictionary<(string Root, string File), SortedDictionary<string, FileContent>> _behind = new();
    private readonly ConcurrentDictionary<string, FileContent> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FileFence> _fences = new(StringComparer.Ordinal);

    /// <summary>The module's compose file, or why there is none.</summary>
    public FileContent ComposeFileOf(PlatformModule module) =>
        module.Runtime.ComposeFile is { } relative ? Read(module.Root, relative) : FileContent.Missing;

    /// <summary>
    /// The files that the module's compose file includes or extends, and those in turn, by their paths in the root. What lies outside, is
    /// remote, or is decided by variables is left out.
    /// </summary>
    public IReadOnlyDictionary<string, FileContent> BehindComposeFileOf(PlatformModule module) =>
        module.Runtime.ComposeFile is { } file ? _behind.GetOrAdd((module.Root, file), key => Behind(key.Root, key.File)) : Nothing;

    private SortedDictionary<string, FileContent> Behind(string root, string file)
    {
        SortedDictionary<string, FileContent> found = new(StringComparer.Ordinal);
        Queue<string> way = new([file]);
        while (way.TryDequeue(out var path))
        {
            if (Read(root, path).Bytes is not { } content) continue;
            var definition = ComposeDefinition.Read(content);
            foreach (var named in definition.Includes.Concat(definition.Extended))
            {
                if (found.Count == ComposeFiles.MostFiles) return found;
                if (InRoot(root, path, named) is { } other && other != file && !found.ContainsKey(other))
                {
                    found[other] = Read(root, other);
                    way.Enqueue(other);
                }
            }
        }

        return found;
    }

    private static string? InRoot(string root, string from, string named)
    {
        if (ComposeFiles.PathBelow(root, Path.Combine(root, Path.GetDirectoryName(from)!), named) is not { } path) return null;
        var relative = Path.GetRelativePath(root, path);
        return ShellName.IsRelativePath(relative) ? relative : null;
    }

    private FileContent Read(string root, string relative)
    {
        var path = Path.Combine(root, relative);
        if (_files.TryGetValue(path, out var known)) return known;
        return _files[path] = OrdinaryFile.Read(path, OrdinaryFile.MostWritten, _fences.GetOrAdd(root, r => new FileFence(r)));
    }
}
