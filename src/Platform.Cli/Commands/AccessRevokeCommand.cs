using System.CommandLine;
using Platform.Access;
using Platform.Cli.Output;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access revoke</c>: ends a session.</summary>
internal static class AccessRevokeCommand
{
    public static Command Create()
    {
        var session = AccessCommand.SessionArgument();
        var reason = new Option<string?>("--reason") { Description = "Why.", HelpName = "TEXT" };
        var json = Verb.JsonOption();
        var command = new Command("revoke", "Ends a session, and takes its credential back. Exits 8 where that could not be done: the next sweep tries again.") { session, reason, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var plane = AccessPlane.OfUser();
            var answer = await plane.RevokeAsync(parsed.GetRequiredValue(session), parsed.GetValue(reason), cancellationToken);
            if (answer.NotGone is { } why) Messages.Error(why);
            return await AccessCommand.FinishAsync(plane, answer.Session, answer.Refusal, parsed.GetValue(json), answer.ExitCode, cancellationToken);
        });
        return command;
    }
}
