using Platform.Files;
using Platform.Root;

namespace Platform.Review;

/// <summary>
/// The files of a commit that say what a fleet should run, laid out in a private folder, to be judged like any root. It ends with this object.
/// Symbolic links are left out. A file that is larger than any that is read is there without its content.
/// </summary>
internal sealed class RevisionFolder : IDisposable
{
    private const int MostFiles = 20_000;
    private const long MostBytes = 64 << 20;

    private static readonly string[] Kinds = [".yaml", ".yml", ".env"];

    private readonly string _folder;

    private RevisionFolder(string folder) => _folder = folder;

    /// <summary>The folder as a root; null where the commit has no modules.</summary>
    public PlatformRoot? Root { get; private set; }

    /// <param name="root">Absolute path of the root whose repository has the commit.</param>
    /// <param name="revision">The commit.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <returns>Null where this clone lacks some of it.</returns>
    /// <exception cref="IOException">It cannot be written, or is larger than any root.</exception>
    public static async Task<RevisionFolder?> MakeAsync(string root, GitRevision revision, CancellationToken cancellationToken)
    {
        KeyValuePair<string, GitEntry>[] files = [.. revision.Files.Where(file => IsOfRoot(file.Key))];
        if (files.Length > MostFiles || files.Sum(file => Math.Min(file.Value.Size ?? 0, OrdinaryFile.MostWritten)) > MostBytes)
            throw new IOException($"commit {revision.Commit[..12]} has more than {MostFiles} files of a platform root, or more than {MostBytes >> 20} MiB of them: it is not reviewed");
        var contents = await GitRevision.ContentsAsync(root, files.Select(file => file.Value).Where(entry => entry.Size <= OrdinaryFile.MostWritten), cancellationToken);
        if (contents is null) return null;

        var folder = new RevisionFolder(PrivateFolder.Make("platform-review-"));
        try
        {
            var fence = new FileFence(folder._folder);
            foreach (var (path, entry) in files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (RootFence.Climbs(path)) continue; // git makes no such path; a repository that was made by hand may have one
                var mode = entry.Mode == "100755" ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute : UnixFileMode.UserRead | UnixFileMode.UserWrite;
                var file = Path.Combine(folder._folder, path);
                AtomicFile.MakePrivateFolder(Path.GetDirectoryName(file) ?? folder._folder);
                AtomicFile.Write(file, contents.GetValueOrDefault(entry.Id) ?? [], fence, mode);
            }

            folder.Root = PlatformRoot.TryFind(folder._folder, null, folder._folder, out var made, out _) ? made : null;
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public void Dispose() => PrivateFolder.TryDelete(_folder);

    /// <summary>Whether a root could need it. A checkout may hold much else.</summary>
    private static bool IsOfRoot(string path) =>
        path.StartsWith("modules/", StringComparison.Ordinal) || Kinds.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) || Path.GetFileName(path).StartsWith(".env", StringComparison.Ordinal);
}
