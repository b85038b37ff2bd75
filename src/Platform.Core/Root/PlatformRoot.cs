using System.Diagnostics.CodeAnalysis;

namespace Platform.Root;

/// <summary>A folder with <c>modules/</c>, and the places in it.</summary>
public sealed class PlatformRoot
{
    /// <summary>The environment variable that names the root where nothing else does.</summary>
    public const string EnvironmentVariable = "PLATFORM_ROOT";

    private PlatformRoot(string path) => Path = path;

    /// <summary>Absolute path without a slash at its end.</summary>
    public string Path { get; }

    public string ModulesPath => System.IO.Path.Combine(Path, "modules");

    public string HostsPath => System.IO.Path.Combine(Path, "hosts.yaml");

    /// <summary>The root that a module was read from.</summary>
    /// <param name="path">Its absolute path.</param>
    internal static PlatformRoot OfModule(string path) => new(path);

    /// <summary>
    /// Finds the root: the explicit one, else the one of the environment, else the current folder or the nearest
    /// parent that has <c>modules/</c>.
    /// </summary>
    /// <param name="explicitPath">What the user named, or null.</param>
    /// <param name="environmentPath">The value of <see cref="EnvironmentVariable"/>, or null.</param>
    /// <param name="currentFolder">Where the search starts; relative paths are relative to it.</param>
    /// <param name="root">The root.</param>
    /// <param name="error">A sentence with the way out, where there is none.</param>
    public static bool TryFind(
        string? explicitPath, string? environmentPath, string currentFolder,
        [NotNullWhen(true)] out PlatformRoot? root, [NotNullWhen(false)] out string? error)
    {
        var (named, origin) = !string.IsNullOrEmpty(explicitPath)
            ? (explicitPath, "the root named")
            : (string.IsNullOrEmpty(environmentPath) ? null : environmentPath, EnvironmentVariable);
        if (named is not null)
        {
            var path = System.IO.Path.GetFullPath(named, currentFolder);
            root = HasModules(path) ? new PlatformRoot(System.IO.Path.TrimEndingDirectorySeparator(path)) : null;
            error = root is null ? $"{origin}, {path}, has no folder 'modules'" : null;
            return root is not null;
        }

        root = Above(currentFolder);
        error = root is null
            ? $"no folder 'modules' in {currentFolder} or any parent; go to a platform root, or name one with --root (-Root) or {EnvironmentVariable}"
            : null;
        return root is not null;
    }

    /// <summary>The nearest folder with <c>modules/</c>, from this one upwards; null where there is none.</summary>
    public static PlatformRoot? Above(string folder)
    {
        for (var path = System.IO.Path.GetFullPath(folder); path is not null; path = System.IO.Path.GetDirectoryName(path))
            if (HasModules(path)) return new PlatformRoot(path);
        return null;
    }

    /// <summary>The path as messages show it: relative with forward slashes below the root, absolute elsewhere.</summary>
    public string Relative(string path)
    {
        var relative = System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || System.IO.Path.IsPathRooted(relative) ? path : relative;
    }

    public override string ToString() => Path;

    private static bool HasModules(string path) => Directory.Exists(System.IO.Path.Combine(path, "modules"));
}
