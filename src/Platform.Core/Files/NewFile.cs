namespace Platform.Files;

/// <summary>Makes a file where there is nothing by that name, and never touches what is there.</summary>
internal static class NewFile
{
    /// <summary>Makes a folder that the user named, and those above it; one that is there stays as it is.</summary>
    /// <exception cref="IOException">It cannot be made: there is a file by its name, say.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void MakeFolder(string path) => Directory.CreateDirectory(path);

    /// <param name="path">The file, an absolute path. Its folder is made where there is none.</param>
    /// <param name="bytes">All of it.</param>
    /// <param name="fence">What it has to lie in, wherever links of its folders lead.</param>
    /// <returns>Null where it was made; else why it was not.</returns>
    public static FileRefusal? Make(string path, ReadOnlySpan<byte> bytes, FileFence fence)
    {
        if (Path.GetDirectoryName(path) is not { } folder) return Refusals.NotReplaced(FileKind.Folder);
        if (!fence.Holds(RealPath.Of(folder))) return Refusals.Outside(fence.Folder);
        if (FileEntry.IsThere(path)) return Refusals.InTheWay;
        try
        {
            Directory.CreateDirectory(folder);
            return fence.Holds(RealPath.Of(folder)) && AtomicFile.TryWriteNew(path, bytes) ? null : Refusals.InTheWay;
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
}
