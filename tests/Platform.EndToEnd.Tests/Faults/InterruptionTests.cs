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
    [InlineData("HUP", false, "drift-check")]
    [InlineData("HUP", true, "drift-check", "--json")]
    [InlineData("HUP", false, "hosts")]
    [InlineData("HUP", false, "snapshot", "rs2000")]
    [InlineData("HUP", false, "plan")]
    [InlineData("QUIT", false, "drift-check")]
    [InlineData("INT", true, "drift-check", "--json")]
    [InlineData("INT", true, "hosts", "--json")]
    [InlineData("INT", true, "snapshot", "rs2000")]
    [InlineData("TERM", true, "snapshot", "rs2000")]
    public async Task A_signal_ends_everything_with_exit_code_130(string signal, bool toGroup, params string[] arguments)
    {
        await using var socket = FaultySocket.Silent();
        var port = Inventory(socket);
        using var process = Start([Repository.Platformctl, .. arguments, "--root", _root.Path]);
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

    [Fact]
    public async Task A_foreign_schema_that_takes_for_ever_need_not_be_waited_for()
    {
        const int Depth = 40;
        var definitions = Enumerable.Range(0, Depth).Select(i => $"\"d{i}\": {{ \"anyOf\": [{{ \"$ref\": \"#/$defs/d{i + 1}\" }}, {{ \"$ref\": \"#/$defs/d{i + 1}\" }}] }}");
        var (schema, file) = (Path.Combine(_root.Path, "schema.json"), Path.Combine(_root.Path, "file.yaml"));
        await File.WriteAllTextAsync(schema, $$"""{ "$defs": { {{string.Join(", ", definitions)}}, "d{{Depth}}": { "type": "string" } }, "$ref": "#/$defs/d0" }""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, "a: 1\n", TestContext.Current.CancellationToken);
        using var process = Start(Repository.Platformctl, "validate", "--schema", schema, file);
        await UntilAsync(() => Processes.CatchesInterrupt(process.Id));
        await SignalAsync("INT", process.Id);
        var (output, error) = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((130, "platformctl: interrupted\n", ""), (process.ExitCode, error, output)); // 1 and a diagnostic, had it been waited for
    }

    [Fact] // the kernel sends SIGHUP to what runs there, in the foreground or not
    public async Task A_terminal_that_is_closed_leaves_nothing_behind()
    {
        await using var socket = FaultySocket.Silent();
        var port = Inventory(socket);
        using var terminal = Start("script", "-qec", $"{Repository.Platformctl} drift-check --root {_root.Path}", "/dev/null");
        await UntilAsync(() => Processes.CountWith(port) > 0);
        terminal.Kill();
        await UntilAsync(() => Processes.CountWith(port) == 0 && Processes.CountWith(_root.Path) == 0);
    }

    [Fact]
    public async Task Who_has_hanging_up_ignored_goes_on()
    {
        await using var socket = FaultySocket.Silent();
        var port = Inventory(socket);
        using var process = Start("sh", "-c", $"trap '' HUP; exec {Repository.Platformctl} drift-check --root {_root.Path}");
        await UntilAsync(() => Processes.CountWith(port) > 0);
        await SignalAsync("HUP", process.Id);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.False(process.HasExited);
        Assert.NotEqual(0, Processes.CountWith(port));
        await SignalAsync("TERM", process.Id);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Processes.AssertNoneWithAsync(port);
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("TERM")]
    [InlineData("QUIT")]
    public async Task A_powershell_session_that_a_signal_ends_leaves_no_ssh(string signal)
    {
        await using var socket = FaultySocket.Silent();
        var port = Inventory(socket);
        using var session = Start(
            [Pwsh.Current.Program, .. Pwsh.Current.First, "-NoProfile", "-NonInteractive", "-Command", $"Import-Module {Repository.File("Platform.psd1")}; Get-PlatformDrift -Root {_root.Path}"]);
        await UntilAsync(() => Processes.CountWith(port) > 0);
        await SignalAsync(signal, session.Id);
        await session.WaitForExitAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => Processes.CountWith(port) == 0);
    }

    public void Dispose() => _root.Dispose();

    private static async Task SignalAsync(string signal, int process)
    {
        var kill = await Command.RunAsync("sh", ["-c", $"kill -s {signal} -- {process.ToString(provider: null)}"], Repository.Path);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>An inventory of hosts that accept a connection and say nothing; the port marks the processes of this test.</summary>
    private string Inventory(FaultySocket socket)
    {
        var port = socket.Port.ToString(provider: null);
        File.WriteAllText(_root.PathOf("hosts.yaml"), $$"""
            schema_version: 1
            hosts:
              rs2000: { transport: ssh, destination: 127.0.0.1, port: {{port}}, connect_timeout_seconds: 600 }
              vps1000: { transport: ssh, destination: 127.0.0.1, port: {{port}}, connect_timeout_seconds: 600 }
            """);
        return port;
    }

    /// <summary>
    /// In a process group of its own, so that a signal to the group does not meet the tests; and with the signal's default
    /// action, for a shell that starts the tests in the background has them, and all they start, ignore SIGINT.
    /// </summary>
    private static Process Start(params string[] command) => Process.Start(
        new ProcessStartInfo("setsid", ["env", "--default-signal=INT,TERM,HUP,QUIT", .. command])
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
