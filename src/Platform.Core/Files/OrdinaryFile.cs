using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Platform.Files;

/// <summary>
/// The one door by which files are read. What is behind a path may be somebody else's work: a FIFO waits for a writer
/// that may never come, a device may have no end, a sparse file is larger than memory, a link leads to a secret. None
/// of those is read, and each is told with its reason.
/// </summary>
internal static class OrdinaryFile
{
    /// <summary>For files that people write: manifests, <c>hosts.yaml</c>, compose files. 1 MiB.</summary>
    public const int MostWritten = 1 << 20;

    /// <summary>For files that tools write: plans, snapshots, schemas, the journal. 64 MiB.</summary>
    public const int MostMade = 64 << 20;

    private const int Least = 512;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path; links are followed.</param>
    /// <param name="most">How many bytes it may have. A larger one is not read at all.</param>
    /// <param name="fence">What it has to lie in; null for wherever the user named it.</param>
    public static FileContent Read(string path, int most, FileFence? fence = null)
    {
        return Open(path, forWriting: false, fence, out var opened) is { } refusal ? FileContent.Refused(refusal) : Read(opened, most);
    }

    /// <summary>Whether there is a file that can be read, and has at least a byte.</summary>
    public static bool HasContent(string path, FileFence? fence)
    {
        if (Open(path, forWriting: false, fence, out var opened) is not null) return false;
        using (opened.Handle) return opened.Facts.Size > 0;
    }

    /// <summary>Reads a file into a buffer that is used again, and grown where it is too small.</summary>
    /// <returns>Null where all of it was read.</returns>
    public static FileRefusal? ReadInto(string path, int most, FileFence? fence, ref byte[] buffer, out int count)
    {
        count = 0;
        if (Open(path, forWriting: false, fence, out var opened) is { } refusal) return refusal;
        return Fill(opened, most, ref buffer, out count);
    }

    /// <summary>Reads a file that was let in, and closes it.</summary>
    public static FileContent Read(OpenFile opened, int most)
    {
        byte[] buffer = [];
        if (Fill(opened, most, ref buffer, out var count) is { } refusal) return FileContent.Refused(refusal);
        if (buffer.Length != count) Array.Resize(ref buffer, count);
        return FileContent.Of(buffer);
    }

    private static FileRefusal? Fill(OpenFile opened, int most, ref byte[] buffer, out int count)
    {
        count = 0;
        using var file = opened.Handle;
        if (opened.Facts.Size > most) return Refusals.TooLarge(most);
        // One byte more, so that the end is found without growing.
        if (buffer.Length <= opened.Facts.Size) buffer = new byte[Math.Max(opened.Facts.Size + 1, Least)];
        try
        {
            while (RandomAccess.Read(file, buffer.AsSpan(count), count) is > 0 and var read)
            {
                count += read;
                if (count > most) return Refusals.TooLarge(most); // it grows, or is of those whose size says nothing (/proc)
                if (count == buffer.Length) Array.Resize(ref buffer, count * 2);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refusals.Failed(exception.Message);
        }
    }

    /// <summary>SHA-256 of a file of any size, in 64 lower-case hex digits, without holding it in memory.</summary>
    /// <returns>Null where all of it was read.</returns>
    public static FileRefusal? HashOf(string path, out string hash, out long size)
    {
        (hash, size) = ("", 0);
        if (Open(path, forWriting: false, fence: null, out var opened) is { } refusal) return refusal;
        using var file = opened.Handle;
        using var hashing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 << 10];
        try
        {
            while (RandomAccess.Read(file, buffer, size) is > 0 and var read)
            {
                hashing.AppendData(buffer.AsSpan(0, read));
                size += read;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refusals.Failed(exception.Message);
        }

        hash = Convert.ToHexStringLower(hashing.GetHashAndReset());
        return null;
    }

    /// <summary>Opens a file that exists, and never blocks.</summary>
    /// <returns>Null where it is open; the handle is the caller's then.</returns>
    public static FileRefusal? Open(string path, bool forWriting, FileFence? fence, out OpenFile opened)
    {
        opened = default;
        if (path.Contains('\0', StringComparison.Ordinal)) return Refusals.NulInPath;
        // Opening alone does something to some devices (a watchdog starts): they are not even opened.
        if (Look(path, out var seen) is { } refusal) return refusal;
        if (OpenAnything(path, forWriting, out var handle) is { } failure) return failure;
        // It may be another file by now than the one that was looked at.
        if (Check(handle, path, ref seen, fence) is { } wrong)
        {
            handle.Dispose();
            return wrong;
        }

        opened = new OpenFile(handle, seen);
        return null;
    }

    private static FileRefusal? OpenAnything(string path, bool forWriting, out SafeFileHandle handle)
    {
        handle = null!; // not null where there is no refusal
        if (UnixFile.IsSupported)
        {
            if (UnixFile.Open(path, forWriting, out var error) is not { } opened) return Refusals.OfError(error, path);
            handle = opened;
            return null;
        }

        try
        {
            handle = File.OpenHandle(path, FileMode.Open, forWriting ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refusals.Failed(exception.Message);
        }
    }

    private static FileRefusal? Check(SafeFileHandle handle, string path, ref FileFacts facts, FileFence? fence)
    {
        if (UnixFile.Ask(handle, out var known) is not 0 and var error) return Refusals.OfError(error, path);
        try
        {
            facts = known ?? facts with { Size = RandomAccess.GetLength(handle) };
        }
        catch (NotSupportedException) // no place can be sought in it
        {
            return Refusals.OfKind(FileKind.Pipe);
        }

        return Refusals.OfKind(facts.Kind) ?? (fence is null || fence.Holds(handle, path) ? null : Refusals.Outside(fence.Folder));
    }

    /// <summary>What is at a path, without opening it. Where the system cannot be asked, only that there is something.</summary>
    private static FileRefusal? Look(string path, out FileFacts seen)
    {
        seen = default;
        var error = UnixFile.Ask(path, out var facts);
        if (error != 0) return Refusals.OfError(error, path);
        if (facts is { } known)
        {
            seen = known;
            return Refusals.OfKind(known.Kind);
        }

        if (Directory.Exists(path)) return Refusals.OfKind(FileKind.Folder);
        return File.Exists(path) ? null : Refusals.OfError(UnixError.NotThere, path);
    }
}

/// <summary>A file that was let in.</summary>
internal readonly record struct OpenFile(SafeFileHandle Handle, FileFacts Facts);
