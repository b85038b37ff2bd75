using Platform.Root;

namespace Platform.PowerShell.Selections;

/// <summary>Where snapshots are written: one file, or a folder with one for each host.</summary>
internal sealed record SnapshotTarget(string Path, bool IsFolder)
{
    /// <summary>What the files have to lie in, wherever links lead: the root, unless the user named the place.</summary>
    public string? Within { get; private init; }

    /// <param name="path">The absolute path the user named, or null for the root's own folder.</param>
    /// <param name="endsLikeFolder">Whether it was written with a slash at its end.</param>
    /// <param name="root">The root.</param>
    public static SnapshotTarget Of(string? path, bool endsLikeFolder, PlatformRoot root) => path is null
        ? new SnapshotTarget(System.IO.Path.Combine(root.Path, "observations"), IsFolder: true) { Within = root.Path }
        : new SnapshotTarget(path, endsLikeFolder || Directory.Exists(path) || !System.IO.Path.HasExtension(path));

    public string FileOf(string host) => IsFolder ? System.IO.Path.Combine(Path, host + ".json") : Path;
}
