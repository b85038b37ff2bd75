using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Platform.Text;

namespace Platform.Processes;

/// <summary>A program and its arguments. No shell stands between: each argument arrives as it is.</summary>
/// <param name="Program">A name, which <see cref="ProgramPath"/> looks up, or an absolute path.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record ChildCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables that the child gets beside those of this process; one that is null is removed.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>False where the child gets the variables above and PATH, and none of this process's own.</summary>
    public bool InheritsEnvironment { get; init; } = true;

    /// <summary>The folder the child starts in, absolute; null for that of this process.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>What .NET starts it by.</summary>
    /// <param name="file">Absolute path of the program.</param>
    /// <param name="searchPath">PATH of this process.</param>
    internal ProcessStartInfo StartInfo(string file, string? searchPath)
    {
        const string SearchPath = "PATH";
        var start = new ProcessStartInfo(file, Arguments) { UseShellExecute = false, CreateNoWindow = true, WorkingDirectory = WorkingFolder ?? "" };
        if (!InheritsEnvironment) start.Environment.Clear();
        start.Environment[SearchPath] = ProgramPath.Trusted(searchPath);
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return start;
    }
}

/// <summary>How a child ended, and what it said.</summary>
internal readonly record struct ChildResult(ChildEnd End, int ExitCode, byte[] Output, RawText Error);

internal enum ChildEnd
{
    Exited,
    NotStarted,
    TimedOut,
    OutputTooLarge,
}

/// <summary>
/// Runs one child process with bounded output and time, and leaves none behind. The only place that starts programs.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int ErrorLimit = 64 * 1024;
    private const string SearchPath = "PATH";

    // A background process that inherited the pipes (an ssh master with ControlPersist) can hold them open for long
    // after the child has gone. What the child itself wrote is there by then.
    private static readonly TimeSpan PipeGrace = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly string? _notStarted;

    private ChildProcess(Process process, string? notStarted)
    {
        _process = process;
        _notStarted = notStarted;
    }

    /// <summary>Why it was not started; null where it was.</summary>
    public string? Fault => _notStarted;

    /// <summary>Which process it is, beyond doubt. Only of one that was started.</summary>
    public string Identity => ProcessIdentity.Of(_process);

    /// <summary>Whether it has ended, or never ran.</summary>
    public bool HasExited => _notStarted is not null || _process.HasExited;

    /// <summary>Starts a child, which waits for its input until it is finished. Disposing ends it.</summary>
    public static ChildProcess Start(ChildCommand command)
    {
        var process = new Process();
        var searchPath = Environment.GetEnvironmentVariable(SearchPath);
        if (ProgramPath.Find(command.Program, searchPath) is not { } file)
            return new ChildProcess(process, $"{command.Program} is in no absolute folder of PATH");
        var start = command.StartInfo(file, searchPath);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        process.StartInfo = start;
        try
        {
            process.Start();
            RunningChildren.Add(process);
            return new ChildProcess(process, null);
        }
        catch (Win32Exception exception)
        {
            return new ChildProcess(process, exception.Message);
        }
    }

    /// <summary>
    /// Starts <paramref name="command"/>, writes <paramref name="input"/> to it and collects its output. When the time is over, the output too large or the token
    /// cancelled, the child and all its children are killed first.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the processes are gone by then.</exception>
    public static Task<ChildResult> RunAsync(
        ChildCommand command, string input, TimeSpan timeout, int outputLimit, CancellationToken cancellationToken) =>
        RunAsync(command, Encoding.UTF8.GetBytes(input), timeout, outputLimit, cancellationToken);

    /// <summary>The same with bytes, which the caller can clear afterwards.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the processes are gone by then.</exception>
    public static async Task<ChildResult> RunAsync(
        ChildCommand command, ReadOnlyMemory<byte> input, TimeSpan timeout, int outputLimit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var child = Start(command);
        return await child.FinishAsync(input, timeout, outputLimit, cancellationToken);
    }

    /// <summary>Writes the input and collects the output, as running it in one does. To be called once.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the processes are gone by then.</exception>
    public Task<ChildResult> FinishAsync(string input, TimeSpan timeout, int outputLimit, CancellationToken cancellationToken) =>
        FinishAsync(Encoding.UTF8.GetBytes(input), timeout, outputLimit, cancellationToken);

    private async Task<ChildResult> FinishAsync(
        ReadOnlyMemory<byte> input, TimeSpan timeout, int outputLimit, CancellationToken cancellationToken)
    {
        if (_notStarted is not null) return new ChildResult(ChildEnd.NotStarted, -1, [], new RawText(_notStarted));
        var process = _process;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(timeout);
        var output = new BoundedOutput(outputLimit);
        var error = new BoundedOutput(ErrorLimit);
        var readOutput = output.FillAsync(process.StandardOutput.BaseStream, stopWhenFull: true, stop.Token);
        var readError = error.FillAsync(process.StandardError.BaseStream, stopWhenFull: false, stop.Token);
        try
        {
            await WriteAsync(process, input, stop.Token);
            await (await Task.WhenAny(readOutput, process.WaitForExitAsync(stop.Token)));
            if (output.IsFull) return Result(ChildEnd.OutputTooLarge);
            await process.WaitForExitAsync(stop.Token);
            var read = Task.WhenAll(readOutput, readError);
            if (!read.IsCompleted) await Task.WhenAny(read, Task.Delay(PipeGrace, stop.Token));
            return Result(output.IsFull ? ChildEnd.OutputTooLarge : ChildEnd.Exited);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Result(ChildEnd.TimedOut);
        }
        finally
        {
            await EndAsync();
            var read = Task.WhenAll(readOutput, readError);
            if (!read.IsCompleted) await stop.CancelAsync();
            await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ChildResult Result(ChildEnd end) => new(
            end, process.HasExited ? process.ExitCode : -1, output.ToArray(), RawText.OfUtf8(error.ToArray()));
    }

    public async ValueTask DisposeAsync()
    {
        if (_notStarted is null) await EndAsync();
        RunningChildren.Remove(_process);
        _process.Dispose();
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            var stream = process.StandardInput.BaseStream;
            await stream.WriteAsync(input, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The child went away without reading; its exit status and error output say why.
        }
    }

    private async Task EndAsync()
    {
        var process = _process;
        if (process.HasExited) return;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in between.
        }

        await process.WaitForExitAsync(CancellationToken.None);
    }
}
