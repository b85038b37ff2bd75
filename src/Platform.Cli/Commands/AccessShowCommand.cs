using Platform.Diagnostics;
using System.CommandLine;
using Platform.Access;
using Platform.Access.Approvals;
using Platform.Cli.Output;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access show</c>: one session.</summary>
internal static class AccessShowCommand
{
    public static Command Create()
    {
        var session = AccessCommand.SessionArgument();
        var request = Verb.Flag("--request", "Print the request itself, canonical JSON: what an operator signs.");
        var json = Verb.JsonOption();
        var command = new Command("show", "Shows a session: what was asked, who approved it, and where it stands. Read-only.") { session, request, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var plane = AccessPlane.OfUser();
            var id = parsed.GetRequiredValue(session);
            var found = plane.Store.Find(id);
            if (found is not null && parsed.GetValue(request))
            {
                Result.WriteLine(SigningDesk.TextOf(found.Request));
                return ExitCodes.Success;
            }

            var refusal = found is null ? AccessPlane.NoSuchSession(id) : null;
            return await AccessCommand.FinishAsync(plane, found, refusal, parsed.GetValue(json), refusal?.ExitCode ?? ExitCodes.Success, cancellationToken);
        });
        return command;
    }
}
