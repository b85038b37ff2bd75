using System.CommandLine;
using System.CommandLine.Invocation;
using Platform.Cli.Output;

namespace Platform.Cli.Commands;

/// <summary>What <c>--help</c> does: help of the command, as wide as the terminal.</summary>
internal sealed class HelpTextAction : SynchronousCommandLineAction
{
    /// <summary>Help is shown whatever else is wrong with the words.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        foreach (var line in HelpText.Of(parseResult.CommandResult.Command, Streams.Width)) parseResult.InvocationConfiguration.Output.Write(line + "\n");
        return 0;
    }
}
