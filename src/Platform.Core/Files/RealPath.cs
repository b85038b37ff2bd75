namespace Platform.Files;

/// <summary>Where a path leads when its symbolic links are followed, as POSIX <c>realpath</c> says it.</summary>
internal static class RealPath
{
    /// <summary>The kernel's own bound (<c>ELOOP</c>).</summary>
    private const int MostLinks = 40;

    /// <param name="path">An absolute path. What is not there is taken for no link.</param>
    /// <returns>Null where links lead in a circle.</returns>
    public static string? Of(string path)
    {
        var links = 0;
        Stack<string> rest = new(Parts(path).Reverse());
        var real = "/";
        while (rest.TryPop(out var part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? "/";
                continue;
            }

            var next = Path.Combine(real, part);
            if (FileEntry.LinkOf(next) is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks) return null;
            if (target.StartsWith('/')) real = "/";
            foreach (var step in Parts(target).Reverse()) rest.Push(step);
        }

        return real;
    }

    private static IEnumerable<string> Parts(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
}
