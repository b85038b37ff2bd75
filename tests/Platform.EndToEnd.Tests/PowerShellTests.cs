using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.EndToEnd;

/// <summary>The way into the module for somebody who has only the SDK.</summary>
public sealed partial class PowerShellTests
{
    /// <summary>The lines of the first block of code in README.</summary>
    private static string[] QuickStart => QuickStartBlock().Match(File.ReadAllText(Repository.File("README.md"))).Groups["lines"].Value
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task The_tests_run_in_the_version_that_the_checkout_names_as_its_tool()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_TEST_PWSH") is { Length: > 0 }) Assert.Skip("PLATFORM_TEST_PWSH names another");
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.File(".config", "dotnet-tools.json"), TestContext.Current.CancellationToken));
        var version = manifest.RootElement.GetProperty("tools").GetProperty("powershell").GetProperty("version").GetString();

        var result = await Pwsh.Current.RunAsync(["-Command", "\"$($PSVersionTable.PSVersion)\""]);

        Assert.Equal(version, result.Output.Trim());
    }

    [Fact]
    public async Task README_leads_into_the_module_in_three_lines()
    {
        Assert.Equal(3, QuickStart.Length);
        Assert.Equal("dotnet build", QuickStart[1]); // has been done: these tests are part of it
        Assert.All(QuickStart, line => Assert.True(line.Length < 80, line));

        var restored = await RunAsync(QuickStart[0]);
        // The same line without its end, at which a person goes on to type.
        var result = await RunAsync(QuickStart[2].Replace("-NoExit ", "", StringComparison.Ordinal) + "; Get-PlatformDrift honcho-api");

        Assert.True(restored.ExitCode == 0, restored.ToString());
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("image.tag: expected 3.0.6, actual 3.0.3", result.Output, StringComparison.Ordinal);
    }

    private static Task<CommandResult> RunAsync(string line)
    {
        var words = line.Split(' ', 4);
        return Command.RunAsync(
            words[0], words[1..], Repository.Path,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["NO_COLOR"] = "1", ["PLATFORM_ROOT"] = null, ["DOTNET_NOLOGO"] = "1" });
    }

    [GeneratedRegex("^```\n(?<lines>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex QuickStartBlock();
}
