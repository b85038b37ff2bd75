namespace Platform.Tests;

/// <summary>Files of the checkout that the tests were built from, and what lies beside it.</summary>
internal static class Checkout
{
    /// <summary>The folder of the solution.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The folder of a test suite of somebody else's: what a variable names, else <c>shared/NAME</c> beside the checkout; null where it is not there.</summary>
    public static string? Suite(string variable, string name)
    {
        var folder = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named ? named : Path.Combine(Folder, "..", "shared", name);
        return Directory.Exists(folder) ? folder : null;
    }

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Platform.PowerShell.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests are not in a checkout");
        return folder;
    }
}
