using Platform.Diagnostics;
using System.CommandLine;
using Platform.Access;
using Platform.Access.Sessions;
using Platform.Cli.Output;
using Platform.Reporting;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access list</c>: the sessions of this machine.</summary>
internal static class AccessListCommand
{
    public static Command Create()
    {
        var open = Verb.Flag("--open", "Those that are requested, approved or active alone.");
        var json = Verb.JsonOption();
        var command = new Command("list", "Lists sessions, the oldest first. Read-only.") { open, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var plane = AccessPlane.OfUser();
            var stored = plane.Store.List();
            List<SessionView> views = [];
            foreach (var session in stored.Sessions) views.Add(await plane.ViewAsync(session, cancellationToken));
            if (parsed.GetValue(open)) views.RemoveAll(v => v.Status is not (SessionStatus.Requested or SessionStatus.Approved or SessionStatus.Active));
            foreach (var fault in stored.Faults) Messages.Error(fault);
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(AccessReport.Of(ExitCodes.Success, plane.Enforcement, null, views, stored.Faults)));
            else AccessText.Print(views, plane.Enforcement);
            return ExitCodes.Success;
        });
        return command;
    }
}
