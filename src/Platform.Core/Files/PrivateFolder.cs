namespace Platform.Files;

/// <summary>A folder for one process, which no other account can enter: mode 0700, under a name that nobody can foresee.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes one, in the user's runtime folder (XDG) where there is one: paths of sockets have to be short.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static string Make(string prefix)
    {
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        if (OperatingSystem.IsWindows() || runtime is null || !Path.IsPathFullyQualified(runtime) || !Directory.Exists(runtime))
            return Directory.CreateTempSubdirectory(prefix).FullName;
        var folder = Path.Combine(runtime, prefix + Path.GetRandomFileName());
        return Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    /// <summary>Removes it with what is in it. What cannot be removed is left: it has no content that matters.</summary>
    public static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A socket may go in the same moment.
        }
    }
}
