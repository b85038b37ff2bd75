namespace Platform.EndToEnd;

/// <summary>One file of <c>tests/Pester</c>, run in a pwsh of its own.</summary>
internal static class PesterSuite
{
    /// <summary>What <c>Invoke-Suite.ps1</c> exits with where every test was skipped.</summary>
    private const int NothingRun = 77;

    /// <summary>How its line of a skipped test begins.</summary>
    private const string Skipped = "skipped ";

    private static string Folder { get; } = Repository.File("tests", "Pester");

    /// <summary>The names of all suites, ordered.</summary>
    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Folder, "*.tests.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>Whether a suite puts something on the test hosts.</summary>
    public static bool Deploys(string file) => File.ReadAllText(Path.Combine(Folder, file)).Contains("tests/hosts/deploy", StringComparison.Ordinal);

    /// <summary>
    /// Fails with the messages of the tests that failed. A test that a suite that passed has skipped is a warning:
    /// <c>dotnet test</c> shows it and its reason, and does not fail.
    /// </summary>
    /// <param name="file">The suite's name in <c>tests/Pester</c>.</param>
    /// <param name="hosts">The hosts of a suite that deploys.</param>
    public static async Task RunAsync(string file, LiveHosts? hosts = null)
    {
        var result = await Pwsh.Current.RunAsync(
            ["-File", Path.Combine(Folder, "Invoke-Suite.ps1"), Path.Combine(Folder, file), "-PesterVersion", Pwsh.PesterVersion], hosts?.Environment);
        string[] skipped = [.. result.Output.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith(Skipped, StringComparison.Ordinal))];
        hosts?.CountSkipped(skipped.Length);
        if (result.ExitCode == NothingRun) Assert.Skip(result.Output.Trim());
        Assert.True(result.ExitCode == 0, result.ToString());
        foreach (var line in skipped) TestContext.Current.AddWarning($"{file}: {line}");
        TestContext.Current.TestOutputHelper?.WriteLine(result.Output);
    }
}
