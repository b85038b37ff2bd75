using System.Collections.Concurrent;

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
    /// <summary>What .NET says of a file that is not there.</summary>
    private const FileAttributes Nothing = (FileAttributes)(-1);

    private readonly ConcurrentDictionary<string, bool> _linkedFolders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FilePlace> _sharedFiles = new(StringComparer.Ordinal);
    private readonly Lazy<string?> _real = new(() => RealPath.Of(root.Path));

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
        var attributes = new FileInfo(path).Attributes;
        if (attributes == Nothing) return FilePlace.Missing;
        if (!attributes.HasFlag(FileAttributes.ReparsePoint) && !HasLink(Path.GetDirectoryName(path)))
            return attributes.HasFlag(FileAttributes.Directory) ? FilePlace.Missing : FilePlace.Inside;
        if (!IsWithin(RealPath.Of(path))) return FilePlace.Outside;
        return File.Exists(path) ? FilePlace.Inside : FilePlace.Missing;
    }

    /// <summary>The same for a file that many manifests name.</summary>
    public FilePlace PlaceOfShared(string path) => _sharedFiles.GetOrAdd(path, PlaceOf);

    private bool HasLink(string? folder)
    {
        if (folder is null || folder.Length <= root.Path.Length) return false;
        if (_linkedFolders.TryGetValue(folder, out var known)) return known;
        var attributes = new FileInfo(folder).Attributes;
        var isLink = attributes != Nothing && attributes.HasFlag(FileAttributes.ReparsePoint);
        return _linkedFolders[folder] = isLink || HasLink(Path.GetDirectoryName(folder));
    }

    private bool IsWithin(string? path) =>
        _real.Value is { } real && path is not null &&
        (path == real || path.StartsWith(Path.TrimEndingDirectorySeparator(real) + '/', StringComparison.Ordinal));
}

/// <summary>Where a file is that somebody named.</summary>
internal enum FilePlace
{
    Inside,
    Missing,

    /// <summary>A symbolic link leads out of the platform root.</summary>
    Outside,
}
