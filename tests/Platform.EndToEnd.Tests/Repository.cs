namespace Platform.EndToEnd;

/// <summary>The checkout the tests run in.</summary>
internal static class Repository
{
    /// <summary>Absolute path of the folder with the solution.</summary>
    public static string Path { get; } = Find();

    /// <summary>The command line that is tested: what a build leaves, or what <c>PLATFORMCTL</c> names, a published one say.</summary>
    public static string Platformctl { get; } = Environment.GetEnvironmentVariable("PLATFORMCTL") is { Length: > 0 } path
        ? System.IO.Path.GetFullPath(path, Path)
        : File("bin", "platformctl");

    public static string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            if (System.IO.File.Exists(System.IO.Path.Combine(folder, "Platform.PowerShell.sln"))) return folder;
        throw new DirectoryNotFoundException("the tests do not run below a checkout");
    }
}
