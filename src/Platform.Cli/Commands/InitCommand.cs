using System.CommandLine;
using Platform.Adopting;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Reporting;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl init</c> (R8): makes a platform root of a folder.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("folder") { HelpName = "FOLDER", Description = "The folder; it is made where there is none. Default: this one.", Arity = ArgumentArity.ZeroOrOne };
        var json = Verb.JsonOption();
        var command = new Command("init", "Makes a platform root of a folder: hosts.yaml, an example, and the schemas for editors. Overwrites nothing.") { folder, json };
        command.SetWork((parsed, _) =>
        {
            var named = parsed.GetValue(folder);
            if (named is ['-', _, ..]) return Task.FromResult(Refuse($"there is no option {named}; a folder of that name is ./{named}"));
            if (named is { Length: 0 }) return Task.FromResult(Refuse("the folder has no name"));
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(named ?? ".", CurrentFolder.Path));
            if (File.Exists(path)) return Task.FromResult(Refuse($"{path} is a file; name a folder"));
            var files = RootCreation.Make(path);
            var made = files.Count(file => file.Made);
            var report = new InitReport(ExitCodes.Success, new InitSummary(made, files.Count - made), path, files);
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(report));
            else Print(report);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Print(InitReport report)
    {
        MarkupLines.Write(report.Files.Select(file => file.Made ? MarkupText.Of($"[green]+[/] {file.Path}") : MarkupText.Of($"  {file.Path} (was there, and is as it was)")));
        MarkupLines.Write(MarkupText.Of($"{report.Root} is a platform root: {Counts.Of(report.Summary.Made, "file")} made, {report.Summary.Kept} kept"));
        MarkupLines.Write(MarkupText.Of($"next: name your hosts in hosts.yaml; platformctl ps shows what they run, platformctl adopt HOST writes manifests of it"));
    }

    private static int Refuse(string sentence)
    {
        Messages.Error(sentence);
        return ExitCodes.CannotWork;
    }
}
