using System.Collections.Concurrent;
using Platform.Files;

namespace Platform.Root;

/// <summary>
/// Keeps what manifests point at within the platform root: no path leaves it, by <c>..</c> or by a symbolic link.
/// </summary>
/// <remarks>
/// A root may be somebody else's work, cloned. One <c>lstat</c> for a file says whether it is there and a link, and one
/// for each folder on the way that was not met before; only where there is a link is the path resolved.
/// </remarks>
internal sealed class RootFence(PlatformRoot root)
{
    private readonly ConcurrentDictionary<string, bool> _linkedFolders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FilePlace> _sharedFiles = new(StringComparer.Ordinal);

    /// <summary>What the door of files is given, which looks once more at what was opened.</summary>
    public FileFence Files { get; } = new(root.Path);

    /// <param name="path">A path relative to some folder, as a manifest has it.</param>
    /// <returns>True where it is absolute, or a part of it is <c>..</c>.</returns>
    public static bool Climbs(string path)
    {
        if (Path.IsPathRooted(path)) return true;
        foreach (var part in path.AsSpan().Split('/'))
            if (path.AsSpan()[part] is "..") return true;
        return false;
    }

    /// <param name="path">An absolute path below the root, links not followed.</param>
    public FilePlace PlaceOf(string path)
    {
        if (FileEntry.AttributesOf(path) is not { } attributes) return FilePlace.Missing;
        if (!attributes.HasFlag(FileAttributes.ReparsePoint) && !HasLink(Path.GetDirectoryName(path)))
            return attributes.HasFlag(FileAttributes.Directory) ? FilePlace.Missing : FilePlace.Inside;
        if (!Files.Holds(RealPath.Of(path))) return FilePlace.Outside;
        return File.Exists(path) ? FilePlace.Inside : FilePlace.Missing;
    }

    /// <summary>The same for a file that many manifests name.</summary>
    public FilePlace PlaceOfShared(string path) => _sharedFiles.GetOrAdd(path, PlaceOf);

    private bool HasLink(string? folder)
    {
        if (folder is null || folder.Length <= root.Path.Length) return false;
        if (_linkedFolders.TryGetValue(folder, out var known)) return known;
        var isLink = FileEntry.AttributesOf(folder)?.HasFlag(FileAttributes.ReparsePoint) is true;
        return _linkedFolders[folder] = isLink || HasLink(Path.GetDirectoryName(folder));
    }
}

/// <summary>Where a file is that somebody named.</summary>
internal enum FilePlace
{
    Inside,
    Missing,

    /// <summary>A symbolic link leads out of the platform root.</summary>
    Outside,
}
