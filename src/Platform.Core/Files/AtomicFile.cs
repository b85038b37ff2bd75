using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Platform.Files;

/// <summary>
/// The one door by which files are written: whole, or not at all. A draft is made in the same folder, under a name that
/// nobody can foresee and that nothing has yet, is brought to the disk and moved into place. So no link that somebody
/// laid is written through, and nobody ever reads half a file.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes a file, and makes its folder where there is none. What stood there is replaced, a link by the file itself.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">All of it.</param>
    /// <param name="fence">What its folder has to lie in; null for wherever the user named it.</param>
    /// <param name="mode">Its permissions; null leaves them to the umask.</param>
    /// <exception cref="IOException">It cannot be written; nothing is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, FileFence? fence = null, UnixFileMode? mode = null)
    {
        var file = Path.GetFullPath(path);
        if (Path.GetDirectoryName(file) is not { } folder) throw Refusals.NotReplaced(FileKind.Folder).ToException(file);
        if (fence?.Holds(RealPath.Of(folder)) is false) throw Refusals.Outside(fence.Folder).ToException(folder);
        if (UnixFile.Ask(file, out var there) == 0 && there is { Kind: not FileKind.Ordinary and var kind })
            throw Refusals.NotReplaced(kind).ToException(file);

        Directory.CreateDirectory(folder);
        Put(file, folder, bytes, mode, prepare: null);
    }

    /// <summary>Makes a draft in a folder and moves it into place.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="bytes">All of it.</param>
    /// <param name="mode">Its permissions as far as the umask leaves them.</param>
    /// <param name="prepare">What else is to be done to the draft; what it throws leaves the old file.</param>
    internal static void Put(string file, string folder, ReadOnlySpan<byte> bytes, UnixFileMode? mode, Action<SafeFileHandle>? prepare)
    {
        var draft = Path.Combine(folder, $".{RandomNumberGenerator.GetHexString(32, lowercase: true)}.tmp");
        Create(draft, bytes, mode, prepare);
        try
        {
            File.Move(draft, file, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Writes a file that is not there yet, and nothing where there is anything: not even through a link that leads nowhere.</summary>
    public static void WriteNew(string path, ReadOnlySpan<byte> bytes) => _ = TryWriteNew(path, bytes);

    /// <summary>The same; false where there was something, which another process may have made just now.</summary>
    public static bool TryWriteNew(string path, ReadOnlySpan<byte> bytes)
    {
        if (FileEntry.IsThere(path)) return false;
        var isMade = false;
        try
        {
            Create(path, bytes, mode: null, _ => isMade = true);
            return true;
        }
        catch (IOException) when (!isMade && FileEntry.IsThere(path))
        {
            return false;
        }
    }

    /// <summary>Makes a folder, and those above it, that this account alone may look into.</summary>
    public static void MakePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Takes a file away; a link itself, not what it leads to.</summary>
    public static void Delete(string path) => File.Delete(path);

    /// <summary><c>O_CREAT | O_EXCL</c>: fails where there is anything, and follows no link.</summary>
    private static void Create(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode, Action<SafeFileHandle>? prepare = null)
    {
        // Without a buffer: one that could not be written would be tried again when the file is closed.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using var file = new FileStream(path, options);
        try
        {
            file.Write(bytes);
            prepare?.Invoke(file.SafeFileHandle);
            file.Flush(flushToDisk: true);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // What .NET makes of EFBIG.
            File.Delete(path);
            throw new IOException($"{path} has reached the largest size that the file system or a limit of the process allows", exception);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
