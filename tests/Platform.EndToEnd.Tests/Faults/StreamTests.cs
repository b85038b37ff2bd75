using System.Globalization;

namespace Platform.EndToEnd.Faults;

/// <summary>
/// Standard streams that are closed, full or nobody's, few file handles, no home, no terminal, no current folder: a sensible exit
/// code, one sentence where there is a stream for it, and never a stack trace.
/// </summary>
public sealed class StreamTests : IDisposable
{
    private readonly SampleRoot _root = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-streams-").FullName;

    public static TheoryData<string> Verbs =>
    [
        "validate all", "validate all --json", "policy", "policy --json", "drift-check", "drift-check --json", "hosts", "hosts --json", "snapshot rs2000",
        "plan", "plan --json", "apply missing.json --dry-run", "journal --verify", "journal --json", "--help", "--version", "nonsense", "plan --nonsense",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task No_state_of_the_standard_streams_gives_a_stack_trace(string words)
    {
        foreach (var streams in (string[])[">/dev/full", "2>/dev/full", ">/dev/full 2>/dev/full", ">&-", "2>&-", ">&- 2>&-", "<&-", ">&- 2>&- <&-"])
        {
            var result = await ShellAsync($"exec {Platformctl(words)} {streams}");
            AssertHarmless(result, $"{words} {streams}");
            // What could not be printed is no success.
            if (streams.StartsWith('>') && !words.Contains("nonsense", StringComparison.Ordinal)) Assert.NotEqual(0, result.ExitCode);
        }
    }

    [Theory]
    [InlineData("validate all", 0)]
    [InlineData("validate all --json", 0)]
    [InlineData("drift-check", 2)]
    [InlineData("drift-check --json", 2)]
    [InlineData("hosts", 0)]
    public async Task An_unusable_standard_error_changes_neither_result_nor_exit_code(string words, int exitCode)
    {
        var well = await ShellAsync($"exec {Platformctl(words)}");
        Assert.Equal(exitCode, well.ExitCode);
        foreach (var streams in (string[])["2>/dev/full", "2>&-"])
        {
            var result = await ShellAsync($"exec {Platformctl(words)} {streams}");
            Assert.Equal(exitCode, result.ExitCode);
            Assert.Equal(well.Output.Length, result.Output.Length, 40.0); // ages of snapshots move on
        }
    }

    [Theory]
    [InlineData("validate all --json")]
    [InlineData("drift-check --json")]
    [InlineData("drift-check")]
    [InlineData("--help")]
    public async Task Who_reads_the_first_line_only_gets_it(string words)
    {
        var result = await ShellAsync($"{Platformctl(words)} | head -1");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.NotEqual("", result.Output);
    }

    [Fact]
    public async Task A_closed_standard_output_is_told_and_no_file_is_written_in_its_place()
    {
        var result = await ShellAsync($"exec {Platformctl("drift-check --json")} >&-");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("platformctl: standard output is closed; send it to /dev/null to do without it\n", result.Error);
    }

    [Theory]
    [InlineData("validate all")]
    [InlineData("drift-check --json")]
    [InlineData("plan")]
    public async Task With_few_file_handles_there_is_a_sentence_or_a_result(string words)
    {
        // With fewer .NET itself does not come up, or aborts: that of a build, not of the native code that ships.
        var least = File.Exists(Repository.Platformctl + ".dll") ? 64 : 12;
        foreach (var handles in ((int[])[12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 72, 80, 96, 128]).Where(handles => handles >= least))
        {
            var result = await ShellAsync(string.Create(CultureInfo.InvariantCulture, $"ulimit -n {handles}; exec {Platformctl(words)}"));
            AssertHarmless(result, $"{words} with {handles}");
        }

        var enough = await ShellAsync($"ulimit -n 256; exec {Platformctl(words)}");
        Assert.Equal("", enough.Error);
    }

    [Theory]
    [InlineData("env -u HOME")]
    [InlineData("env HOME=")]
    [InlineData("env HOME=/proc")]
    [InlineData("env -u TERM")]
    [InlineData("env TERM=nonsense")]
    [InlineData("env TMPDIR=/nonexistent")]
    [InlineData("env -i PATH=/usr/bin:/bin")]
    public async Task A_poor_environment_changes_nothing(string environment)
    {
        var result = await ShellAsync($"exec {environment} {Platformctl("drift-check")}");
        Assert.Equal((2, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_current_folder_that_was_deleted_matters_only_to_relative_paths()
    {
        var gone = $"mkdir {_folder}/gone; cd {_folder}/gone; rmdir {_folder}/gone; exec ";
        Assert.Equal(2, (await ShellAsync(gone + Platformctl("drift-check"))).ExitCode);
        Assert.Equal(0, (await ShellAsync(gone + Platformctl("validate redis"))).ExitCode);
        foreach (var words in (string[])["drift-check", "validate redis", "validate --root .", "plan"])
        {
            var lost = await ShellAsync($"{gone}{Repository.Platformctl} {words}");
            Assert.Equal(words == "plan" ? 2 : 1, lost.ExitCode);
            Assert.Contains("the current folder was deleted", lost.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void AssertHarmless(CommandResult result, string what)
    {
        var said = result.Output + result.Error;
        Assert.False(said.Contains("   at ", StringComparison.Ordinal) || said.Contains("Unhandled exception", StringComparison.Ordinal), $"{what}: {result}");
        Assert.True(result.ExitCode is >= 0 and <= 9, $"{what}: {result}");
    }

    private string Platformctl(string words) =>
        words.StartsWith("--", StringComparison.Ordinal) || words == "nonsense" ? $"{Repository.Platformctl} {words}" : $"{Repository.Platformctl} {words} --root {_root.Path}";

    private Task<CommandResult> ShellAsync(string script) => Command.RunAsync("timeout", ["--signal=KILL", "120", "sh", "-c", script], _folder);
}
