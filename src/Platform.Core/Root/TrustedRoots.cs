using Platform.Files;

namespace Platform.Root;

/// <summary>The roots that <c>PLATFORM_TRUSTED_ROOTS</c> lists: folders, or <c>*</c> for every root.</summary>
internal sealed class TrustedRoots
{
    private const string Every = "*";

    private readonly bool _all;
    private readonly IReadOnlyList<string> _folders;

    private TrustedRoots(bool all, IReadOnlyList<string> folders) => (_all, _folders) = (all, folders);

    /// <param name="list">Absolute folders with the path separator between them. A relative one means nothing: it would depend on the current folder.</param>
    public static TrustedRoots Parse(string? list)
    {
        var entries = (list ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new TrustedRoots(
            entries.Contains(Every, StringComparer.Ordinal),
            [.. entries.Where(Path.IsPathFullyQualified).Select(RealPath.Of).OfType<string>()]);
    }

    /// <param name="root">Real path of a root.</param>
    /// <returns>Whether it is one of the folders, or lies below one.</returns>
    public bool Have(string root) => _all || _folders.Any(folder => IsWithin(root, folder));

    /// <summary>By whole names of folders: <c>/srv/platform-2</c> does not lie below <c>/srv/platform</c>.</summary>
    public static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + (folder == "/" ? "" : "/"), StringComparison.Ordinal);
}
