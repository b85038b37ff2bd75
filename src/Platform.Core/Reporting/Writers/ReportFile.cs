using Platform.Files;

namespace Platform.Reporting.Writers;

/// <summary>Writes reports to files, whole or not at all.</summary>
public static class ReportFile
{
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="IOException">It cannot be written; what stood there stays.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Save(string path, byte[] content) => AtomicFile.Write(path, content);
}
