using System.CommandLine;
using Platform.Access;
using Platform.Access.Running;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Reporting;
using Platform.Root;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access sweep</c>: takes away what sessions have left. For a timer.</summary>
internal static class AccessSweepCommand
{
    public static Command Create()
    {
        var json = Verb.JsonOption();
        var command = new Command(
            "sweep",
            "Takes away what sessions have left after a crash, a kill or a restart: processes, sockets, overdue tokens. For a timer. Exits 8 where something could not be taken away: the next sweep tries again.")
        {
            json,
        };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            // Without a root the roots of the sessions are swept; one that is named has to be one.
            if (parsed.GetValue(RootOption.Instance) is { Length: > 0 } && !RootOption.TryGet(parsed, out _)) return ExitCodes.CannotWork;
            _ = PlatformRoot.TryFind(parsed.GetValue(RootOption.Instance), Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable), CurrentFolder.Path, out var root, out _);
            var plane = AccessPlane.OfUser();
            var result = await AccessSweep.OfUser().RunAsync(root, cancellationToken);
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(AccessSweepReport.Of(result, plane.Enforcement)));
            else SweepText.Print(result, plane.Enforcement);
            return result.ExitCode;
        });
        return command;
    }
}
