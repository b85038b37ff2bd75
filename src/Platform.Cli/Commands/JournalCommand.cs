using System.CommandLine;
using Platform.Applying.Journal;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Reporting;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl journal</c>: what was done to hosts from this root, and whether the journal is whole.</summary>
internal static class JournalCommand
{
    public static Command Create()
    {
        var verify = Verb.Flag("--verify", "Check that no line was altered, added or removed; exits 1 if one was.");
        var json = Verb.JsonOption();
        var command = new Command("journal", "Shows what was done to hosts from this root. Read-only.") { verify, json };
        command.SetWork((parsed, _) =>
        {
            if (!RootOption.TryGet(parsed, out var root)) return Task.FromResult(ExitCodes.CannotWork);
            var content = JournalReader.Read(JournalFile.Of(root));
            var exitCode = parsed.GetValue(verify) && content.Faults.Count > 0 ? ExitCodes.CannotWork : ExitCodes.Success;
            if (parsed.GetValue(json))
                Result.Write(ReportJson.Write(new JournalReport(exitCode, new JournalSummary(content.Entries.Count, content.Faults.Count), content.Entries, content.Faults)));
            else
                JournalText.Print(content, parsed.GetValue(verify));
            return Task.FromResult(exitCode);
        });
        return command;
    }
}
