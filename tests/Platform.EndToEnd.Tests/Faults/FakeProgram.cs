namespace Platform.EndToEnd.Faults;

/// <summary>A program of the tests that is found before the real one of its name.</summary>
internal static class FakeProgram
{
    /// <param name="folder">Where; to be put on the path.</param>
    /// <param name="name">The program it stands for.</param>
    /// <param name="script">All of it, with the interpreter's line.</param>
    public static void Write(string folder, string name, string script)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, script);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
