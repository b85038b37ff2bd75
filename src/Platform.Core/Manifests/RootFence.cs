using System.Collections.Concurrent;

namespace Platform.Manifests;

/// <summary>
/// Keeps what manifests point at within the platform root: no path leaves it, by <c>..</c> or by a symbolic link.
/// </summary>
/// <remarks>
/// A root may be somebody else's work, cloned. Links are looked for with one <c>lstat</c> for each file, and one for
/// each folder on the way that was not met before; only where there is one is the path resolved.
/// </remarks>
internal sealed class RootFence(PlatformRoot root)
{
    private readonly ConcurrentDictionary<string, bool> _linked = new(StringComparer.Ordinal);
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

    /// <summary>Whether what stands at an absolute path below the root, if anything does, is in the root.</summary>
    public bool Holds(string path) => !IsLink(path) && !HasLink(Path.GetDirectoryName(path)) || IsWithin(RealPath.Of(path));

    private bool HasLink(string? folder)
    {
        if (folder is null || folder.Length <= root.Path.Length) return false;
        if (_linked.TryGetValue(folder, out var known)) return known;
        return _linked[folder] = IsLink(folder) || HasLink(Path.GetDirectoryName(folder));
    }

    private bool IsWithin(string? path) =>
        _real.Value is { } real && path is not null &&
        (path == real || path.StartsWith(Path.TrimEndingDirectorySeparator(real) + '/', StringComparison.Ordinal));

    // Attributes of what is not there are all bits set.
    private static bool IsLink(string path) =>
        new FileInfo(path).Attributes is var attributes && (int)attributes != -1 && attributes.HasFlag(FileAttributes.ReparsePoint);
}
