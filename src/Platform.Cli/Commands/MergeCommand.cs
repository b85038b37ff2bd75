using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Reporting.Merging;
using Platform.Reporting.Reading;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl merge</c> (R10): the documents of all shards as one, with the exit code that the verb would have given over the whole.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { HelpName = "FILE", Description = "Documents that a verb wrote with --shard and --json, of all shards, in any order.", Arity = ArgumentArity.OneOrMore };
        files.RefuseOptions();
        var json = Verb.JsonOption();
        var format = FormatOption.Create();
        var file = new Option<string?>("--out") { Description = "File to write, in the format that its name ends with; default: standard output.", HelpName = "FILE" };
        var command = new Command("merge", "Merges the shards of drift-check, validate, policy, readiness or report. Exits with what the verb would have given over the whole; 1 where shards are missing or overlap.")
        {
            files, json, format, file,
        };
        command.SetWork((parsed, _) => Task.FromResult(Run(
            parsed.GetValue(files) ?? [], FormatOption.IsJson(parsed, format, json) ? "json" : parsed.GetValue(format), parsed.GetValue(file))));
        return command;
    }

    private static int Run(string[] files, string? format, string? file)
    {
        if (!ReportCommand.TryGetWriter(format, file, out var writer)) return ExitCodes.CannotWork;
        List<ReportDocument> parts = [];
        var areRead = true;
        foreach (var path in files)
        {
            if (ReportDocument.TryReadFile(Path.GetFullPath(path, CurrentFolder.Path), out var part, out var error)) parts.Add(part);
            else areRead = false;
            if (error is not null) Messages.Error(error);
        }

        if (!areRead) return ExitCodes.CannotWork;
        if (!ShardMerge.TryMerge(parts, out var merged, out var errors))
        {
            foreach (var error in errors) Messages.Error(error);
            return ExitCodes.CannotWork;
        }

        if (writer is { Name: "json" })
        {
            // The verb's own document, and not a report on it.
            if (file is null) Result.Write(merged.ToJson());
            else Reporting.Writers.ReportFile.Save(Path.GetFullPath(file, CurrentFolder.Path), merged.ToJson());
        }
        else
        {
            ReportCommand.Print(merged.ToReport(TimeProvider.System.GetUtcNow()), writer, file);
        }

        return merged.ExitCode;
    }
}
