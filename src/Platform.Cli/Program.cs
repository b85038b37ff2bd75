using System.Runtime.CompilerServices;
using Platform.Cli.Output;
using Platform.Diagnostics;

namespace Platform.Cli;

/// <summary>
/// Holds whatever ends a run: no stack trace reaches a user. Nothing is named here that could fail to load before anybody
/// can say so.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var reserve = LastWords.Reserve();
        try
        {
            return await RunAsync(args);
        }
        catch (Exception exception)
        {
            foreach (var handle in reserve) handle?.Dispose();
            LastWords.Say(exception);
            return ExitCodes.CannotWork;
        }
    }

    // Apart: what it names is loaded when it is entered.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> RunAsync(string[] args) =>
        StandardStreams.AreUsable() ? CommandLine.RunAsync(args) : Task.FromResult(ExitCodes.CannotWork);
}
