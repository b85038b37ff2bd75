using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Reporting;
using Platform.Reporting.Comparing;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl diff</c> (R9): what changed on a host between two snapshots, or between two documents of one verb.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("old") { HelpName = "OLD", Description = "The earlier file: a snapshot, or the --json of drift-check, policy, readiness, validate or report." };
        var after = new Argument<string>("new") { HelpName = "NEW", Description = "The later file, of the same kind." };
        before.RefuseOptions();
        after.RefuseOptions();
        var json = Verb.JsonOption();
        var command = new Command("diff", "Compares two snapshots of one host, or two documents of one verb. Exits 0 where nothing differs, 2 where something does.") { before, after, json };
        command.SetWork((parsed, _) =>
        {
            var (old, fresh) = (Path.GetFullPath(parsed.GetRequiredValue(before), CurrentFolder.Path), Path.GetFullPath(parsed.GetRequiredValue(after), CurrentFolder.Path));
            if (!DocumentComparison.TryCompare(old, fresh, TimeProvider.System.GetUtcNow(), out var report, out var error))
            {
                Messages.Error(error);
                return Task.FromResult(ExitCodes.CannotWork);
            }

            // Shown as they were named: the folder is the reader's own.
            report = report with { Old = report.Old with { File = parsed.GetRequiredValue(before) }, New = report.New with { File = parsed.GetRequiredValue(after) } };
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(report));
            else DiffText.Print(report);
            return Task.FromResult(report.ExitCode);
        });
        return command;
    }
}
