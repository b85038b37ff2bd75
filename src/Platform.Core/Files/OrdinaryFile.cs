namespace Platform.Files;

/// <summary>
/// Tells files from what only looks like one: opening a FIFO waits for a writer that may never come, and a device may
/// have no end.
/// </summary>
internal static class OrdinaryFile
{
    /// <summary>
    /// Whether there is anything to read, links followed. .NET does not say what kind of file it is, but FIFOs, sockets
    /// and devices have no length; nothing is lost with those files that have none, either.
    /// </summary>
    /// <exception cref="IOException">There is no such file.</exception>
    public static bool HasContent(string path)
    {
        var file = new FileInfo(path);
        if (file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.Exists)
            file = (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        return file.Length > 0;
    }
}
