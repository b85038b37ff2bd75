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
    /// The path that a compose file means. A relative one lies below the folder of its file, which is somewhere on the host; one that climbs out of
    /// the platform root is taken to climb to the top, because people write <c>../../../var/run</c> for that and nothing else.
    /// </summary>
    /// <param name="path">The path as written.</param>
    /// <param name="depth">How many folders below the platform root the folder lies that it is relative to.</param>
    /// <returns>Absolute, or below <c>~</c>; null for one that stays in the platform root, or the name of a volume.</returns>
    public static string? Absolute(string path, int depth)
    {
        if (path.StartsWith('/')) return Normal(path);
        if (path.StartsWith("~/", StringComparison.Ordinal)) return "~" + Normal(path[1..]);
        if (!path.StartsWith('.')) return null;
        List<string> parts = [];
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part is not "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else depth--;
        }

        return depth >= 0 || parts.Count == 0 ? null : "/" + string.Join('/', parts);
    }

    /// <summary>Whether a path lies in a folder, or is it. Both are absolute and normal.</summary>
    public static bool Holds(string folder, string path) =>
        folder == "/" || path == folder || (path.StartsWith(folder, StringComparison.Ordinal) && folder.Length > 0 && path[folder.Length] == '/');

    /// <summary>Whether one of some places, or a folder with one in it, begins and ends as what is known of a path.</summary>
    /// <param name="start">How the path begins; empty where that is not known.</param>
    /// <param name="end">How it ends; empty where that is not known.</param>
    /// <param name="places">Absolute and normal.</param>
    public static bool MayBe(string start, string end, IEnumerable<string> places)
    {
        if (start.Length > 0 && start[0] is not '/') return false; // it lies below the file's folder or a home
        var (from, to) = (start.Length > 1 && start[^1] is '/' ? Normal(start) + "/" : Normal(start), Normal(end));
        if (from == "//") from = "/";
        if (to is "/") to = "";
        return places.Any(place => FoldersOf(place).Any(folder =>
            folder.Length >= from.Length + to.Length && folder.StartsWith(from, StringComparison.Ordinal) && folder.EndsWith(to, StringComparison.Ordinal)));
    }

    /// <summary>The path and every folder that it lies in, but for the top.</summary>
    public static IEnumerable<string> FoldersOf(string path)
    {
        for (var folder = path; folder.Length > 1; folder = folder[..folder.LastIndexOf('/')]) yield return folder;
    }
}
