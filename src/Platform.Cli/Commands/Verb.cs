using System.CommandLine;
using System.Runtime.InteropServices;
using Platform.Cli.Output;
using Platform.Diagnostics;

namespace Platform.Cli.Commands;

/// <summary>What every verb does around its work.</summary>
internal static class Verb
{
    /// <summary>An option that is there or not, and takes no value: the word behind it is one of its own.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Arity = ArgumentArity.Zero, Description = description };

    public static Option<bool> JsonOption() => Flag("--json", "Print one JSON document instead of text.");

    /// <summary>Runs the work; interruption and a broken world become exit codes with a sentence.</summary>
    public static void SetWork(this Command command, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetWork(ExitCodes.CannotWork, work);

    /// <param name="command">The verb.</param>
    /// <param name="cannotWork">What it exits with where files cannot be read or written.</param>
    /// <param name="work">The work.</param>
    public static void SetWork(this Command command, int cannotWork, Func<ParseResult, CancellationToken, Task<int>> work) =>
        // On another thread: the library handles signals once the action has returned a task, and nothing may be started before.
        command.SetAction((parsed, cancellationToken) => Task.Run(() => RunAsync(cannotWork, work, parsed, cancellationToken), CancellationToken.None));

    private static async Task<int> RunAsync(
        int cannotWork, Func<ParseResult, CancellationToken, Task<int>> work, ParseResult parsed, CancellationToken cancellationToken)
    {
        // The library has SIGINT and SIGTERM. A terminal that is closed sends SIGHUP, Ctrl+\ SIGQUIT.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var hangUp = EndAt(PosixSignal.SIGHUP, stop);
        using var quit = EndAt(PosixSignal.SIGQUIT, stop);
        try
        {
            return await work(parsed, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Messages.Error("interrupted");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            Messages.Error(LastWords.Sentence(exception));
            return cannotWork;
        }
    }

    /// <summary>nohup has SIGHUP ignored, and means it.</summary>
    private static PosixSignalRegistration? EndAt(PosixSignal signal, CancellationTokenSource stop) =>
        OperatingSystem.IsWindows() || IgnoredSignals.Contain(signal) ? null : PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
}
