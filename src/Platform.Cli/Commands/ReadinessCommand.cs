using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Editing;
using Platform.Manifests;
using Platform.Readiness;
using Platform.Reporting;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl readiness</c> (R5.1): what can be upgraded, in which wave, and what blocks the rest.</summary>
internal static class ReadinessCommand
{
    public static Command Create()
    {
        var modules = ModuleArguments.Create("Ids, wildcards or paths of modules; none means all. What blocks named ones is told in sentences.");
        var json = Verb.JsonOption();
        var since = new Option<string?>("--since") { Description = "Compare with an earlier document of readiness --json.", HelpName = "FILE" };
        var drift = Verb.Flag("--drift", "Ask the hosts too: a module that has drifted, or whose host cannot be reached, is blocked.");
        var throttle = ThrottleOption.Create();
        var command = new Command(
            "readiness",
            "Shows which modules can be upgraded, in which wave, what blocks the others, and the next steps. Read-only. With --drift it exits 5 if no host was reached and 8 if something was not compared.")
        {
            modules, json, since, drift, throttle,
        };
        var filter = ModuleFilterOptions.Of<ReadinessStatus>();
        filter.AddTo(command);
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root) || !ModuleArguments.TryGet(root, parsed.GetValue(modules) ?? [], out var selection, filter.Of(parsed))) return ExitCodes.CannotWork;
            var withDrift = parsed.GetValue(drift);
            EarlierReadiness? earlier = null;
            if (parsed.GetValue(since) is { } file && ((!EarlierReadiness.TryRead(Path.GetFullPath(file), withDrift, out earlier, out var error) ? error : earlier.FaultIn(Path.GetFullPath(file), root)) is { } fault))
            {
                Messages.Error(fault);
                return ExitCodes.CannotWork;
            }

            var catalog = ModuleCatalog.Read(root, selection, cancellationToken);
            Messages.Diagnostics(catalog.Diagnostics);
            var policy = PolicyEvidence.Of(root, TimeProvider.System.GetUtcNow());
            Messages.Diagnostics(policy.Diagnostics);
            if (catalog.Diagnostics.Concat(policy.Diagnostics).Any(d => d.Module is null && d.Severity is DiagnosticSeverity.Error)) return ExitCodes.CannotWork;
            var look = withDrift ? await LookAsync(catalog, parsed.GetValue(throttle), cancellationToken) : null;
            var report = ReportOf(catalog, selection.IsAll, policy, look, earlier, cancellationToken);
            var status = filter.StatusOf(parsed);
            report = report with { Modules = [.. report.Modules.Where(m => status.Matches(m.Status))] };
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(report));
            else ReadinessText.Print(report, withReasons: !selection.IsAll);
            return report.ExitCode;
        });
        return command;
    }

    private static ReadinessReport ReportOf(
        ModuleCatalog catalog, bool isWhole, PolicyEvidence policy, Look? look, EarlierReadiness? earlier, CancellationToken cancellationToken)
    {
        var invalid = catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).Select(d => d.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var scope = new ReadinessScope(isWhole, look is not null, invalid) { Edits = EditOutlook.Of(catalog.Root, catalog.Modules.Where(m => !invalid.Contains(m.Id)), cancellationToken) };
        var fleet = FleetReadiness.Of(catalog.Modules.Where(m => !invalid.Contains(m.Id)), scope, m => policy.AddTo(look?.EvidenceOf(m) ?? ModuleEvidence.None, m), TimeProvider.System.GetUtcNow());
        if (earlier is not null) fleet = fleet with { Since = ReadinessComparison.Of(earlier, fleet, invalid) };
        return ReadinessReport.Of(fleet, invalid.Count > 0 ? ExitCodes.CannotWork : look?.ExitCode ?? ExitCodes.Success, look?.Hosts ?? [], catalog.Diagnostics);
    }

    private static async Task<Look> LookAsync(ModuleCatalog catalog, int throttle, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        using var progress = new ProgressLine(catalog.HostsToAsk.Count);
        progress.Show();
        Look look = new();
        var reader = new DriftCheck(catalog.Inventory, new HostObserver(time, Trust.OfUser(), sending: (host, _) => progress.Asked(host)), time);
        await foreach (var host in reader.ReadAsync(catalog.Modules, areWholeFleet: false, throttle, cancellationToken))
        {
            if (host.Observation is { } observation)
            {
                progress.Answered(observation.Host);
                progress.Hide();
                Messages.Failure(observation);
                look.Add(HostReport.Of(observation, time.GetUtcNow()));
            }

            look.Add(host.Modules);
            progress.Show();
        }

        return look;
    }

    /// <summary>What the hosts said.</summary>
    private sealed class Look
    {
        private readonly List<HostReport> _hosts = [];
        private readonly List<ModuleDrift> _modules = [];

        public IReadOnlyList<HostReport> Hosts => [.. _hosts.OrderBy(h => h.Host, StringComparer.Ordinal)];

        /// <summary>Drift itself changes no exit code of this verb.</summary>
        public int ExitCode => DriftSummary.Of(_modules).ExitCode(strict: false) is var code && code is ExitCodes.Unreachable or ExitCodes.Partial ? code : ExitCodes.Success;

        public void Add(HostReport host) => _hosts.Add(host);

        public void Add(IEnumerable<ModuleDrift> modules) => _modules.AddRange(modules);

        public ModuleEvidence EvidenceOf(PlatformModule module) => ModuleEvidence.Of(_modules.Find(drift => drift.Module == module.Id));
    }
}
