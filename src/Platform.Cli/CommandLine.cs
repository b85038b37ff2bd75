using System.CommandLine;
using System.CommandLine.Invocation;
using Platform.Cli.Commands;
using Platform.Cli.Output;
using Platform.Processes;

namespace Platform.Cli;

/// <summary>Runs what the words on the command line ask for.</summary>
internal static class CommandLine
{
    /// <summary>How long a run may take to end its children when a signal asks for it; the library's two seconds are short on a busy machine.</summary>
    private static TimeSpan LongestEnding => TimeSpan.FromSeconds(10);

    // What ends a run is said in one place, in one sentence: see Program.
    private static readonly InvocationConfiguration Plain = new() { Output = Streams.Output, Error = Streams.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = LongestEnding };

    public static Task<int> RunAsync(string[] args)
    {
        RunningChildren.EndAtExit();
        var parsed = PlatformCommand.Create().Parse(args);
        return parsed.Action is ParseErrorAction mistake ? MistakenAsync(parsed, mistake) : parsed.InvokeAsync(Plain);
    }

    private static async Task<int> MistakenAsync(ParseResult parsed, ParseErrorAction mistake)
    {
        var command = parsed.CommandResult.Command;
        mistake.ShowHelp = command is RootCommand; // who names no verb wants to know which there are
        // Standard output carries results alone.
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { Output = Streams.Error, Error = Streams.Error, EnableDefaultExceptionHandler = false });
        if (command is not RootCommand) Messages.Error($"see platformctl {command.Name} --help");
        // Wrong usage is 1 everywhere, but `plan` says with 1 that it found drift.
        return PlanCommand.IsMisused(parsed) ? PlanCommand.Error : exitCode;
    }
}
