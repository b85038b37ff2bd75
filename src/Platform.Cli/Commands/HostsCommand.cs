using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl hosts</c>: which hosts there are, and whether they answer.</summary>
internal static class HostsCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("host") { HelpName = "HOST", Description = "Names or wildcards of hosts; none means all.", Arity = ArgumentArity.ZeroOrMore };
        names.CompleteHosts();
        names.RefuseOptions();
        var json = Verb.JsonOption();
        var throttle = ThrottleOption.Create();
        var command = new Command("hosts", "Shows whether each host answers, its Docker and Compose versions, its clock and its latency.")
        {
            names, json, throttle,
        };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root)) return ExitCodes.CannotWork;
            var catalog = ModuleCatalog.Read(root, ModuleSelection.Of(root, [], CurrentFolder.Path), cancellationToken);
            Messages.Diagnostics(catalog.Diagnostics);
            if (catalog.Diagnostics.Any(d => d.Module is null)) return ExitCodes.CannotWork;

            List<HostReport> reports = [];
            if (HostArguments.Choose(root, catalog, parsed.GetValue(names) ?? []) is not { } chosen) return ExitCodes.CannotWork;
            HostQuestion[] questions = [.. chosen.Select(name => HostQuestion.Ask(catalog.Inventory, name, SnapshotRequest.Probe))];
            using (var progress = new ProgressLine(questions.Length))
            {
                progress.Show();
                var reader = new HostObserver(TimeProvider.System, Trust.OfUser(), sending: (host, _) => progress.Asked(host));
                await foreach (var observation in reader.ReadAllAsync(questions, parsed.GetValue(throttle), cancellationToken))
                {
                    progress.Answered(observation.Host);
                    reports.Add(HostReport.Of(observation, TimeProvider.System.GetUtcNow()));
                    progress.Show();
                }
            }

            var report = HostsReport.Of(reports);
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(report));
            else HostsTable.Print(report);
            return report.ExitCode;
        });
        return command;
    }
}
