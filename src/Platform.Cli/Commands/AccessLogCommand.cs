using Platform.Diagnostics;
using System.CommandLine;
using Platform.Access;
using Platform.Cli.Output;
using Platform.Reporting;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access log</c>: the audit, and whether it is whole.</summary>
internal static class AccessLogCommand
{
    public static Command Create()
    {
        var session = new Argument<string?>("session") { HelpName = "SESSION", Description = "Id of a session; none means all.", Arity = ArgumentArity.ZeroOrOne };
        var verify = Verb.Flag("--verify", "Check that no line was altered, added or removed; exits 1 if one was.");
        var json = Verb.JsonOption();
        var command = new Command("log", "Shows the audit: who asked, who said yes, what was given, and when it was gone. Read-only.") { session, verify, json };
        command.SetWork((parsed, _) =>
        {
            var plane = AccessPlane.OfUser();
            var content = plane.Audit.Read();
            var id = parsed.GetValue(session)?.ToUpperInvariant();
            var entries = content.Entries.Where(entry => id is null || entry.Session == id).ToArray();
            if (id is not null && entries.Length == 0)
            {
                Messages.Error($"the audit has nothing of a session {id}");
                return Task.FromResult(ExitCodes.CannotWork);
            }

            var isVerifying = parsed.GetValue(verify);
            var exitCode = isVerifying && content.Faults.Count > 0 ? ExitCodes.CannotWork : ExitCodes.Success;
            foreach (var fault in content.Faults) Messages.Error(fault);
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(new AccessLogReport(exitCode, new AccessLogSummary(entries.Length, content.Faults.Count), entries, content.Faults)));
            else AccessText.Print(entries, isVerifying && content.Faults.Count == 0);
            return Task.FromResult(exitCode);
        });
        return command;
    }
}
