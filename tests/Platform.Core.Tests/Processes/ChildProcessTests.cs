using System.Diagnostics;
using System.Text;
using Platform.Processes;

namespace Platform.Tests.Processes;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_child_reads_its_input_and_its_output_comes_back()
    {
        var result = await RunAsync("tr a-z A-Z; echo oops >&2; exit 3", input: "hello", Long, 1000);
        Assert.Equal((ChildEnd.Exited, 3), (result.End, result.ExitCode));
        Assert.Equal("HELLO", Encoding.UTF8.GetString(result.Output));
        Assert.Equal("oops\n", result.Error.Reveal());
    }

    [Fact]
    public async Task A_missing_program_is_an_outcome()
    {
        var result = await ChildProcess.RunAsync(
            new ChildCommand("no-such-program-anywhere", []), "", Long, 1000, TestContext.Current.CancellationToken);
        Assert.Equal(ChildEnd.NotStarted, result.End);
    }

    [Fact]
    public async Task A_child_that_never_ends_is_killed_with_its_children()
    {
        var mark = Mark();
        var result = await RunAsync($"sleep {mark} & sleep {mark}", "", TimeSpan.FromMilliseconds(300), 1000);
        Assert.Equal(ChildEnd.TimedOut, result.End);
        AssertGone(mark);
    }

    [Fact]
    public async Task Too_much_output_ends_the_child()
    {
        var mark = Mark();
        var result = await RunAsync($"yes; sleep {mark}", "", Long, 100_000);
        Assert.Equal(ChildEnd.OutputTooLarge, result.End);
        Assert.Equal(100_000, result.Output.Length);
        AssertGone(mark);
    }

    [Fact]
    public async Task Too_many_errors_are_cut_and_nothing_hangs()
    {
        var result = await RunAsync("head -c 1000000 /dev/zero | tr '\\0' e >&2; echo done", "", Long, 1000);
        Assert.Equal(ChildEnd.Exited, result.End);
        Assert.Equal("done\n", Encoding.UTF8.GetString(result.Output));
        Assert.Equal(64 * 1024, result.Error.Reveal().Length);
    }

    [Fact]
    public async Task Cancellation_leaves_no_process_behind()
    {
        var mark = Mark();
        using var source = new CancellationTokenSource(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ChildProcess.RunAsync(
            new ChildCommand("sh", ["-c", $"sleep {mark} & sleep {mark}"]), "", Long, 1000, source.Token));
        AssertGone(mark);
    }

    [Fact]
    public async Task A_grandchild_that_keeps_the_pipes_does_not_hold_the_answer()
    {
        var mark = Mark();
        var result = await RunAsync($"sleep {mark} & echo $!", "", Long, 1000);
        Assert.Equal(ChildEnd.Exited, result.End);
        var sleeper = int.Parse(Encoding.UTF8.GetString(result.Output), provider: null);
        using var process = Process.GetProcessById(sleeper);
        process.Kill();
    }

    [Fact]
    public async Task Input_that_nobody_reads_is_no_error()
    {
        var result = await RunAsync("exec <&-; exit 0", new string('x', 1_000_000), Long, 1000);
        Assert.Equal((ChildEnd.Exited, 0), (result.End, result.ExitCode));
    }

    private static Task<ChildResult> RunAsync(string script, string input, TimeSpan timeout, int limit) =>
        ChildProcess.RunAsync(new ChildCommand("sh", ["-c", script]), input, timeout, limit, TestContext.Current.CancellationToken);

    // A length of sleep that no other process has.
    private static string Mark() => "99" + Random.Shared.Next(1_000_000, 9_999_999);

    // A killed process is listed until the kernel has taken it down.
    private static void AssertGone(string mark)
    {
        Assert.True(SpinWait.SpinUntil(() => !IsThere(mark), TimeSpan.FromSeconds(2)), "a process was left behind");

        static bool IsThere(string mark) => Directory.EnumerateDirectories("/proc")
            .Where(path => int.TryParse(Path.GetFileName(path), out _))
            .Any(path => CommandLine(path).Contains(mark, StringComparison.Ordinal));
    }

    private static string CommandLine(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(path, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // it ended while we looked
        }
    }
}
