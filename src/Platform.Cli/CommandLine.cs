using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Platform.Cli.Commands;
using Platform.Cli.Output;
using Platform.Diagnostics;
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
        var root = PlatformCommand.Create();
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction) return MistakenAsync(root, parsed);
        NoColorOption.Obey(parsed);
        return parsed.InvokeAsync(Plain);
    }

    /// <summary>The words of a verb, <c>policy rules </c>for instance; none of the whole command line.</summary>
    private static string NameOf(CommandResult result) => result.Parent is CommandResult parent ? $"{NameOf(parent)}{result.Command.Name} " : "";

    private static async Task<int> MistakenAsync(RootCommand root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command == root && parsed.UnmatchedTokens.Count == 0)
        {
            // Without a verb, show which there are, on standard error: standard output carries results alone.
            await HelpCommand.ShowAsync(root, null, new InvocationConfiguration { Output = Streams.Error, Error = Streams.Error, EnableDefaultExceptionHandler = false });
            return ExitCodes.CannotWork;
        }

        foreach (var sentence in UnknownWords.In(root, parsed).Distinct(StringComparer.Ordinal)) Messages.Error(sentence);
        Messages.Error($"see platformctl {NameOf(parsed.CommandResult)}--help");
        // Wrong usage is 1 everywhere, but `plan` says with 1 that it found drift.
        return PlanCommand.IsMisused(parsed) ? ExitCodes.OfPlan.Error : ExitCodes.CannotWork;
    }
}
