using Platform.Diagnostics;
using System.CommandLine;
using Platform.Access;
using Platform.Access.Approvals;
using Platform.Cli.Output;
using Platform.Reporting;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access request</c>: an actor asks.</summary>
internal static class AccessRequestCommand
{
    public static Command Create()
    {
        var capability = new Argument<string>("capability") { HelpName = "CAPABILITY", Description = "Id of a capability: platformctl access catalog." };
        capability.CompletionSources.Add(_ => AccessCommand.Capabilities().Select(c => c.Id).ToArray());
        var actor = new Option<string>("--actor") { Description = "Who asks: a name of policies/actors.yaml.", HelpName = "NAME", Required = true };
        actor.CompletionSources.Add(_ => AccessCommand.Capabilities().SelectMany(c => c.Actors).Distinct(StringComparer.Ordinal).ToArray());
        var reason = new Option<string>("--reason") { Description = "Why: what an operator reads before saying yes.", HelpName = "TEXT", Required = true };
        var ttl = DurationOption.Create("--ttl", "How long, counted from the approval; default, and most: max_ttl of the capability.");
        var file = new Option<string?>("--out") { Description = "Write the request there, for an operator to sign elsewhere.", HelpName = "FILE" };
        var json = Verb.JsonOption();
        var command = new Command("request", "Asks for a capability, and prints the session's id. The same request again is the same session.") { capability, actor, reason, ttl, file, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (!AccessCommand.TryGetCatalog(parsed, out var catalog)) return ExitCodes.CannotWork;
            var plane = AccessPlane.OfUser();
            var ask = new AccessAsk(parsed.GetRequiredValue(capability), parsed.GetRequiredValue(actor), parsed.GetRequiredValue(reason), parsed.GetValue(ttl));
            var answer = await plane.RequestAsync(catalog, ask, cancellationToken);
            if (answer.Session is not { } session)
            {
                var refusal = answer.Refusal!; // without a session there is one
                Messages.Error(refusal.Message);
                if (parsed.GetValue(json)) Result.Write(ReportJson.Write(AccessReport.Of(refusal.ExitCode, plane.Enforcement, refusal, [])));
                return refusal.ExitCode;
            }

            if (parsed.GetValue(file) is { } path) SigningDesk.Save(Path.GetFullPath(path, CurrentFolder.Path), session.Request);
            var view = await plane.ViewAsync(session, cancellationToken);
            if (parsed.GetValue(json))
            {
                Result.Write(ReportJson.Write(AccessReport.Of(ExitCodes.Success, plane.Enforcement, null, [view])));
                return ExitCodes.Success;
            }

            // The id alone on standard output: a script takes it from there.
            Result.WriteLine(session.Id);
            Messages.Progress(answer.IsNew ? $"{view.Status.ToString().ToLowerInvariant()}: {view.Capability} for {view.Actor}" : $"the same request is open already, and {view.Status.ToString().ToLowerInvariant()}");
            if (session.Approval is null) Messages.Progress($"an operator approves it by: platformctl access approve {session.Id} --key KEY");
            Messages.Progress(view.Enforcement);
            return ExitCodes.Success;
        });
        return command;
    }
}
