using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Policy;
using Platform.Reporting;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl policy</c> (R4): judges modules by rules. Reads files, and asks hosts with <c>--live</c> alone.</summary>
internal static class PolicyCommand
{
    public static Command Create()
    {
        var modules = ModuleArguments.Create("Ids, wildcards or paths of modules; none means all.");
        var json = Verb.JsonOption();
        var failOn = SeverityOption.Create("--fail-on", "Exit with 2 for findings of this severity and above; default: fail_on of policies/policy.yaml, else high.");
        var baseline = new Option<string?>("--baseline") { Description = "Fail on what this earlier output of policy --json does not have; say what of it is gone.", HelpName = "FILE" };
        var acknowledged = Verb.Flag("--include-acknowledged", "Show what was accepted, by whom and why, too. JSON has it always.");
        var live = Verb.Flag("--live", "Look at the hosts, and judge what runs there, too.");
        var format = FormatOption.Create();
        var shard = ShardOption.Create();
        var throttle = ThrottleOption.Create();
        var command = new Command("policy", "Judges modules by rules: sockets, secrets, ports, tests, acknowledged risks. Read-only; asks hosts with --live alone.")
        {
            modules, json, failOn, baseline, acknowledged,
        };
        var filter = ModuleFilterOptions.Of<PolicyStatus>();
        filter.AddTo(command);
        filter.RefuseStatusWith(command, format, shard);
        command.Add(format);
        command.Add(live);
        command.Add(shard);
        command.Add(throttle);
        command.Add(PolicyRulesCommand.Create());
        command.Add(PolicyExplainCommand.Create());
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root) || !ModuleArguments.TryGet(root, parsed.GetValue(modules) ?? [], out var selection, filter.Of(parsed))) return ExitCodes.CannotWork;
            PolicyBaseline? known = null;
            if (parsed.GetValue(baseline) is { } path)
            {
                known = PolicyBaseline.Read(Path.GetFullPath(path, CurrentFolder.Path), path, out var wrong);
                Messages.Diagnostics(wrong);
                if (known is null) return ExitCodes.CannotWork;
            }

            var catalog = ModuleCatalog.Read(root, selection, cancellationToken, shard: parsed.GetValue(shard));
            var seen = parsed.GetValue(live) ? await LookAsync(catalog, parsed.GetValue(throttle), cancellationToken) : null;
            var outcome = PolicyOutcome.Of(catalog, parsed.GetValue(failOn), known, TimeProvider.System.GetUtcNow(), cancellationToken, seen);
            Messages.Diagnostics(outcome.Diagnostics);
            var part = ShardReport.Of(catalog.Shard);
            var status = filter.StatusOf(parsed);
            var report = PolicyReport.Of(outcome, part);
            if (FormatOption.WriterIn(parsed, format) is { } writer) Result.WriteFile(writer.Write(FleetReport.Of(SourcesOf(catalog, selection, outcome, seen))));
            else if (FormatOption.IsJson(parsed, format, json)) Result.Write(ReportJson.Write(report with { Findings = [.. report.Findings.Where(f => status.Matches(f.Status))] }));
            else PolicyText.Print(outcome, parsed.GetValue(acknowledged), status, part);
            return outcome.ExitCode;
        });
        return command;
    }

    private static ReportSources SourcesOf(ModuleCatalog catalog, ModuleSelection selection, PolicyOutcome outcome, IReadOnlyCollection<HostObservation>? seen) => new()
    {
        Verb = "policy",
        At = TimeProvider.System.GetUtcNow(),
        Root = Path.GetFileName(catalog.Root.Path),
        Folders = [.. catalog.Part(selection).Folders.Select(folder => folder.Name)],
        Modules = catalog.Modules,
        ExitCode = outcome.ExitCode,
        WholeFleet = selection.IsAll,
        Shard = ShardReport.Of(catalog.Shard),
        Policy = outcome,
        Hosts = [.. (seen ?? []).Select(host => HostReport.Of(host, TimeProvider.System.GetUtcNow()))],
    };

    private static async Task<List<HostObservation>> LookAsync(ModuleCatalog catalog, int throttle, CancellationToken cancellationToken)
    {
        List<HostObservation> seen = [];
        ProgressLine? progress = null;
        var look = new PolicyLook(catalog, new HostObserver(TimeProvider.System, Trust.OfUser(), null, (asked, _) => progress?.Asked(asked)));
        using var line = progress = new ProgressLine(look.Hosts.Count);
        line.Show();
        await foreach (var host in look.ReadAsync(throttle, cancellationToken))
        {
            seen.Add(host);
            line.Answered(host.Host);
            line.Show();
        }

        return seen;
    }
}
