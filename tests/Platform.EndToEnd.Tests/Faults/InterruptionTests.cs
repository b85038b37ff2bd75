using System.Diagnostics;

namespace Platform.EndToEnd.Faults;

/// <summary>Ctrl+C, and what a service manager sends, end everything within a moment.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly SampleRoot _root = new();

    // Ctrl+C on a terminal goes to the whole process group, ssh included.
    [Theory]
    [InlineData("INT", false, "drift-check")]
    [InlineData("INT", true, "drift-check")]
    [InlineData("TERM", false, "drift-check")]
    [InlineData("INT", true, "drift-check", "--json")]
    [InlineData("INT", true, "hosts", "--json")]
    [InlineData("INT", true, "snapshot", "rs2000")]
    [InlineData("TERM", true, "snapshot", "rs2000")]
    public async Task A_signal_ends_everything_with_exit_code_130(string signal, bool toGroup, params string[] arguments)
    {
        await using var socket = FaultySocket.Silent();
        var port = socket.Port.ToString(provider: null);
        File.WriteAllText(_root.PathOf("hosts.yaml"), $$"""
            schema_version: 1
            hosts:
              rs2000: { transport: ssh, destination: 127.0.0.1, port: {{port}}, connect_timeout_seconds: 600 }
              vps1000: { transport: ssh, destination: 127.0.0.1, port: {{port}}, connect_timeout_seconds: 600 }
            """);
        using var process = Start(arguments);
        await UntilAsync(() => Processes.CountWith(port) > 0);
        var watch = Stopwatch.StartNew();
        var kill = await Command.RunAsync("sh", ["-c", $"kill -s {signal} -- {(toGroup ? "-" : "")}{process.Id}"], _root.Path);
        Assert.Equal(0, kill.ExitCode);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        // A second on an idle machine; the bound is for a busy one, and far from the ten minutes ssh would wait.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"it took {watch.Elapsed}");
        Assert.Equal((130, "platformctl: interrupted\n"), (process.ExitCode, error));
        if (!arguments.Contains("drift-check") || arguments.Contains("--json")) Assert.Equal("", output);
        await Processes.AssertNoneWithAsync(port);
    }

    public void Dispose() => _root.Dispose();

    /// <summary>
    /// In a process group of its own, so that a signal to the group does not meet the tests; and with the signal's default
    /// action, for a shell that starts the tests in the background has them, and all they start, ignore SIGINT.
    /// </summary>
    private Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo("setsid", ["env", "--default-signal=INT,TERM", Repository.Platformctl, .. arguments, "--root", _root.Path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        }) ?? throw new InvalidOperationException("setsid did not start");

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 300 && !condition(); attempt++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(condition());
    }
}
