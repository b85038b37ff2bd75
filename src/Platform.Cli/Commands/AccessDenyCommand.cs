using Platform.Diagnostics;
using System.CommandLine;
using Platform.Access;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access deny</c>: an operator says no.</summary>
internal static class AccessDenyCommand
{
    public static Command Create()
    {
        var session = AccessCommand.SessionArgument();
        var reason = new Option<string>("--reason") { Description = "Why not.", HelpName = "TEXT", Required = true };
        var json = Verb.JsonOption();
        var command = new Command("deny", "Says no to a session that does not run yet.") { session, reason, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var plane = AccessPlane.OfUser();
            var answer = await plane.DenyAsync(parsed.GetRequiredValue(session), parsed.GetRequiredValue(reason), cancellationToken);
            return await AccessCommand.FinishAsync(plane, answer.Session, answer.Refusal, parsed.GetValue(json), answer.Refusal?.ExitCode ?? ExitCodes.Success, cancellationToken);
        });
        return command;
    }
}
