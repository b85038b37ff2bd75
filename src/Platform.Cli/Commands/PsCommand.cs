using System.CommandLine;
using Platform.Adopting;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl ps</c> (R8): everything that hosts run, declared or not.</summary>
internal static class PsCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("host") { HelpName = "HOST", Description = "Names or wildcards of hosts; none means all of hosts.yaml, with or without modules.", Arity = ArgumentArity.ZeroOrMore };
        names.CompleteHosts();
        names.RefuseOptions();
        var undeclared = Verb.Flag("--undeclared", "Show what no module declares alone.");
        var json = Verb.JsonOption();
        var throttle = ThrottleOption.Create();
        var filter = ModuleFilterOptions.Of<ContainerStatus>();
        var command = new Command("ps", "Shows everything that hosts run, declared or not, by project, with its module. Read-only.") { names, undeclared };
        filter.AddTo(command);
        command.Add(json);
        command.Add(throttle);
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root)) return ExitCodes.CannotWork;
            var catalog = ModuleCatalog.Read(root, ModuleSelection.Of(root, [], CurrentFolder.Path), cancellationToken);
            Messages.Diagnostics(catalog.Diagnostics);
            if (catalog.Diagnostics.Any(d => d is { Module: null, Severity: DiagnosticSeverity.Error })) return ExitCodes.CannotWork;
            var (modules, status) = (filter.Of(parsed), filter.StatusOf(parsed));
            foreach (var error in modules.TierErrors(root, catalog)) Messages.Error(error);
            if (modules.TierErrors(root, catalog).Any() || HostArguments.Choose(root, catalog, [.. parsed.GetValue(names) ?? [], .. modules.Hosts]) is not { Length: > 0 } chosen) return ExitCodes.CannotWork;

            var containers = new HostContainers(catalog);
            List<HostReport> hosts = [];
            List<HostContainer> shown = [];
            List<string> gaps = [];
            HostQuestion[] questions = [.. chosen.Select(containers.Ask)];
            using (var progress = new ProgressLine(questions.Length))
            {
                progress.Show();
                var reader = new HostObserver(TimeProvider.System, Trust.OfUser(), sending: (host, _) => progress.Asked(host));
                await foreach (var observation in reader.ReadAllAsync(questions, parsed.GetValue(throttle), cancellationToken))
                {
                    progress.Answered(observation.Host);
                    hosts.Add(HostReport.Of(observation, TimeProvider.System.GetUtcNow()));
                    shown.AddRange(containers.Of(observation).Where(c => modules.MatchesTier(c.Tier) && status.Matches(c.Status) && !(parsed.GetValue(undeclared) && c.Declared)));
                    if (HostContainers.GapOf(observation) is { } gap) gaps.Add(gap);
                    progress.Show();
                }
            }

            var invalid = catalog.Diagnostics.Any(d => d.Severity is DiagnosticSeverity.Error);
            var report = new ContainersReport(
                invalid ? ExitCodes.CannotWork : HostsSummary.ExitCodeOf(hosts), ContainersSummary.Of(shown),
                [.. hosts.OrderBy(h => h.Host, StringComparer.Ordinal)], [.. shown.GroupBy(c => c.Host, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => g)], catalog.Diagnostics);
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(report));
            else ContainersTable.Print(report, gaps);
            return report.ExitCode;
        });
        return command;
    }
}
