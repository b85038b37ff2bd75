using System.CommandLine;
using System.CommandLine.Invocation;
using Platform.Cli.Commands;
using Platform.Cli.Output;

namespace Platform.Cli;

internal static class Program
{
    // Not awaited: every state machine and every kind of await is compiled anew in each run.
    private static Task<int> Main(string[] args)
    {
        // Most of a short run is getting ready, and two cores do that in less time than one.
        if (args is ["validate" or "drift-check" or "plan", ..]) Schema.ShippedSchemas.CompileAhead();
        var parsed = PlatformCommand.Parse(args);
        return parsed.Action is ParseErrorAction mistake ? MistakenAsync(parsed, mistake) : parsed.InvokeAsync(new InvocationConfiguration { Output = Streams.Output, Error = Streams.Error });
    }

    private static async Task<int> MistakenAsync(ParseResult parsed, ParseErrorAction mistake)
    {
        var command = parsed.CommandResult.Command;
        mistake.ShowHelp = command is RootCommand; // who names no verb wants to know which there are
        // Standard output carries results alone.
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { Output = Streams.Error, Error = Streams.Error });
        if (command is not RootCommand) Messages.Error($"see platformctl {command.Name} --help");
        // Wrong usage is 1 everywhere, but `plan` says with 1 that it found drift.
        return PlanCommand.IsMisused(parsed) ? PlanCommand.Error : exitCode;
    }
}
