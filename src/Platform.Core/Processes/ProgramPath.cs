using System.Runtime.Versioning;

namespace Platform.Processes;

/// <summary>
/// Finds the file that a program's name stands for. Only absolute folders of PATH are searched. The current folder is
/// not, because it may be a checkout that others write.
/// </summary>
/// <remarks>
/// <see cref="System.Diagnostics.Process"/> itself looks beside its own executable and in the current folder first:
/// https://learn.microsoft.com/dotnet/api/system.diagnostics.processstartinfo.filename
/// </remarks>
internal static class ProgramPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The absolute path of a program, or null where no folder of PATH has it.</summary>
    /// <param name="program">A name, or an absolute path. A relative path is never found.</param>
    /// <param name="searchPath">The value of PATH; null for none.</param>
    public static string? Find(string program, string? searchPath)
    {
        if (program.Length == 0 || program.Contains('\0', StringComparison.Ordinal)) return null;
        if (Path.IsPathFullyQualified(program)) return FindFile(program);
        if (program.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar, Path.VolumeSeparatorChar)) return null;
        return AbsoluteFolders(searchPath)
            .Select(folder => FindFile(Path.Combine(folder, program)))
            .FirstOrDefault(file => file is not null);
    }

    /// <summary>
    /// PATH without its relative and empty entries, for a child that searches it in its turn: a shell takes an empty entry
    /// for the current folder (POSIX.1-2024, XBD 8.3).
    /// </summary>
    public static string Trusted(string? searchPath) => string.Join(Path.PathSeparator, AbsoluteFolders(searchPath));

    private static IEnumerable<string> AbsoluteFolders(string? searchPath) =>
        (searchPath ?? "").Split(Path.PathSeparator).Select(folder => folder.Trim('"')).Where(Path.IsPathFullyQualified);

    private static string? FindFile(string path)
    {
        if (!OperatingSystem.IsWindows()) return IsExecutable(path) ? path : null;
        // Of PATHEXT only what CreateProcess itself runs: a script would go to an interpreter.
        return new[] { path, path + ".exe" }.FirstOrDefault(file => file.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) && File.Exists(file));
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsExecutable(string path)
    {
        try
        {
            return File.Exists(path) && (File.GetUnixFileMode(path) & Executable) is not UnixFileMode.None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // it went away in between, or its folder may not be searched
        }
    }
}
