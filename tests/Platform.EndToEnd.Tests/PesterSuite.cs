using System.ComponentModel;

namespace Platform.EndToEnd;

/// <summary>One file of <c>tests/Pester</c>, run in a pwsh of its own.</summary>
internal static class PesterSuite
{
    /// <summary>What <c>Invoke-Suite.ps1</c> exits with where nothing could be run.</summary>
    private const int NothingRun = 77;

    /// <summary>How its line of a skipped test begins.</summary>
    private const string Skipped = "skipped ";

    private static readonly Dictionary<string, string?> Environment = new(StringComparer.Ordinal)
    {
        ["NO_COLOR"] = "1",
        ["PLATFORM_ROOT"] = null,
    };

    private static string Folder { get; } = Repository.File("tests", "Pester");

    /// <summary>The names of all suites, ordered.</summary>
    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Folder, "*.tests.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static bool HasPowerShell =>
        (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "pwsh")));

    /// <summary>Whether a suite puts something on the test hosts.</summary>
    public static bool Deploys(string file) => File.ReadAllText(Path.Combine(Folder, file)).Contains("tests/hosts/deploy", StringComparison.Ordinal);

    /// <summary>
    /// Fails with the messages of the tests that failed; skips where there is no pwsh or no Pester. A test that a suite that
    /// passed has skipped is a warning: <c>dotnet test</c> shows it and its reason, and does not fail.
    /// </summary>
    public static async Task RunAsync(string file)
    {
        CommandResult result;
        try
        {
            result = await Command.RunAsync(
                "pwsh", ["-NoProfile", "-NonInteractive", "-File", Path.Combine(Folder, "Invoke-Suite.ps1"), Path.Combine(Folder, file)],
                Repository.Path, Environment);
        }
        catch (Win32Exception)
        {
            Assert.Skip("there is no pwsh on PATH");
            return;
        }

        if (result.ExitCode == NothingRun) Assert.Skip(result.Output.Trim());
        Assert.True(result.ExitCode == 0, result.ToString());
        foreach (var line in result.Output.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith(Skipped, StringComparison.Ordinal)))
            TestContext.Current.AddWarning($"{file}: {line}");
        TestContext.Current.TestOutputHelper?.WriteLine(result.Output);
    }
}
