using Microsoft.Win32.SafeHandles;

namespace Platform.Files;

/// <summary>
/// Replaces a file that was read by what was made of it, whole or not at all. It keeps its permissions, its owner and its group, and
/// it is not replaced if it is no longer what was read: somebody's work of the meantime is not lost.
/// </summary>
internal static class FileReplacement
{
    /// <param name="path">The file. A link is followed: what it leads to is replaced, and has to lie within the fence.</param>
    /// <param name="read">What was read of it.</param>
    /// <param name="bytes">What takes its place.</param>
    /// <param name="fence">What it has to lie in; null for wherever the user named it.</param>
    /// <returns>Null where it was replaced; else why it is left as it is.</returns>
    public static FileRefusal? Make(string path, ReadOnlySpan<byte> read, ReadOnlySpan<byte> bytes, FileFence? fence)
    {
        if (RealPath.Of(Path.GetFullPath(path)) is not { } file || Path.GetDirectoryName(file) is not { } folder) return Refusals.LinkCircle;
        if (fence?.Holds(file) is false) return Refusals.Outside(fence.Folder);
        if (OrdinaryFile.Open(file, forWriting: true, fence, out var opened) is { } refusal)
            return refusal.Reason is FileRefusalReason.NotPermitted ? Refusals.NotWritable : refusal;
        using var handle = opened.Handle;
        // Two runs of ours at once: the second finds either the lock or, looking by the path, what the first has written.
        if (UnixFile.IsSupported && !UnixFile.TryLock(handle)) return Refusals.InUse;
        var now = OrdinaryFile.Read(file, Math.Max(OrdinaryFile.MostWritten, read.Length), fence);
        if (!now.IsRead) return now.Refusal;
        if (!now.Bytes.AsSpan().SequenceEqual(read)) return Refusals.Changed;
        try
        {
            AtomicFile.Put(file, folder, bytes, mode: UnixFileMode.UserRead | UnixFileMode.UserWrite, draft => Resemble(handle, draft, file));
            return null;
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }
        catch (UnauthorizedAccessException)
        {
            return Refusals.NotWritable;
        }
        catch (IOException exception)
        {
            return Refusals.NotWritten(exception.Message);
        }
    }

    /// <summary>Owner and group first: giving a file away takes bits of its mode.</summary>
    private static void Resemble(SafeFileHandle old, SafeFileHandle draft, string file)
    {
        if (OperatingSystem.IsWindows()) return;
        if (UnixFile.Ask(old, out var known) == 0 && UnixFile.Ask(draft, out var made) == 0 && known is { } was && made is { } now &&
            (was.Owner, was.Group) != (now.Owner, now.Group) && UnixFile.Give(draft, was.Owner, was.Group) is { } why)
        {
            throw Refusals.NotOurs($"belongs to the account {was.Owner} and the group {was.Group}, to which this account cannot give it back ({why}); edit it as its owner").ToException(file);
        }

        File.SetUnixFileMode(draft, File.GetUnixFileMode(old));
    }
}
