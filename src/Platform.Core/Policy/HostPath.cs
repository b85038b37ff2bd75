namespace Platform.Policy;

/// <summary>Paths of a host as compose files write them.</summary>
internal static class HostPath
{
    /// <summary>Without what means nothing: double slashes, <c>.</c>, <c>..</c> and a slash at the end. What climbs out of <c>/</c> stays there.</summary>
    public static string Normal(string path)
    {
        List<string> parts = [];
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part is not "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }

        return parts.Count == 0 ? (path.StartsWith('/') ? "/" : "") : (path.StartsWith('/') ? "/" : "") + string.Join('/', parts);
    }

    /// <summary>
    /// The absolute path that a compose file means. A relative one lies below the folder of its file, which is somewhere on the host; one that climbs is
    /// taken to climb to the top, because people write <c>../../../var/run</c> for that and nothing else.
    /// </summary>
    /// <param name="path">The path as written.</param>
    /// <returns>Null for one that stays below the file's folder, a home folder, or the name of a volume.</returns>
    public static string? Absolute(string path)
    {
        if (path.StartsWith('/')) return Normal(path);
        if (!path.StartsWith("../", StringComparison.Ordinal) && path is not "..") return null;
        var parts = path.Split('/').SkipWhile(part => part is ".." or "." or "").ToArray();
        return parts.Length == 0 ? null : Normal("/" + string.Join('/', parts));
    }

    /// <summary>Whether a path lies in a folder, or is it. Both are absolute and normal.</summary>
    public static bool Holds(string folder, string path) =>
        folder == "/" || path == folder || (path.StartsWith(folder, StringComparison.Ordinal) && folder.Length > 0 && path[folder.Length] == '/');

    /// <summary>The path and every folder that it lies in, but for the top.</summary>
    public static IEnumerable<string> FoldersOf(string path)
    {
        for (var folder = path; folder.Length > 1; folder = folder[..folder.LastIndexOf('/')]) yield return folder;
    }
}
