using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Readiness;
using Platform.Reporting;

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
        var format = FormatOption.Create();
        var shard = ShardOption.Create();
        var throttle = ThrottleOption.Create();
        var command = new Command(
            "readiness",
            "Shows which modules can be upgraded, in which wave, what blocks the others, and the next steps. Read-only. With --drift it exits 5 if no host was reached and 8 if something was not compared.")
        {
            modules, json, format, since, drift, shard, throttle,
        };
        var filter = ModuleFilterOptions.Of<ReadinessStatus>();
        filter.AddTo(command);
        filter.RefuseStatusWith(command, format, shard);
        command.Validators.Add(result =>
        {
            if (result.GetValue(since) is not null && result.GetValue(shard) is not null) result.AddError("--since compares whole fleets: leave out --shard, or compare what `platformctl merge` gives with `platformctl diff`");
        });
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

            var catalog = ModuleCatalog.Read(root, selection, cancellationToken, shard: parsed.GetValue(shard));
            Messages.Diagnostics(catalog.Diagnostics);
            var policy = PolicyEvidence.Of(root, TimeProvider.System.GetUtcNow());
            Messages.Diagnostics(policy.Diagnostics);
            if (catalog.Diagnostics.Concat(policy.Diagnostics).Any(d => d.Module is null && d.Severity is DiagnosticSeverity.Error)) return ExitCodes.CannotWork;
            var look = withDrift ? await FleetLook.ReadAsync(catalog, withOrphans: false, parsed.GetValue(throttle), cancellationToken) : null;
            var fleet = FleetChecks.ReadinessOf(catalog, catalog.Modules, selection.IsAll, look, TimeProvider.System.GetUtcNow(), cancellationToken, out var invalid);
            if (earlier is not null) fleet = fleet with { Since = ReadinessComparison.Of(earlier, fleet, invalid) };
            // Drift itself changes no exit code of this verb.
            var report = ReadinessReport.Of(fleet, invalid.Count > 0 ? ExitCodes.CannotWork : look?.ExitCode ?? ExitCodes.Success, look?.Hosts ?? [], catalog.Diagnostics, ShardReport.Of(catalog.Shard));
            report = report with { Modules = [.. report.Modules.Where(m => filter.StatusOf(parsed).Matches(m.Status))] };
            if (FormatOption.WriterIn(parsed, format) is { } writer) Result.WriteFile(writer.Write(FleetReport.Of(SourcesOf(catalog, selection, fleet, report))));
            else if (FormatOption.IsJson(parsed, format, json)) Result.Write(ReportJson.Write(report));
            else ReadinessText.Print(report, withReasons: !selection.IsAll);
            return report.ExitCode;
        });
        return command;
    }

    private static ReportSources SourcesOf(ModuleCatalog catalog, ModuleSelection selection, FleetReadiness fleet, ReadinessReport report) => new()
    {
        Verb = "readiness",
        At = report.At,
        Root = Path.GetFileName(catalog.Root.Path),
        Folders = [.. catalog.Part(selection).Folders.Select(folder => folder.Name)],
        Modules = catalog.Modules,
        ExitCode = report.ExitCode,
        WholeFleet = selection.IsAll,
        Shard = report.Shard,
        Diagnostics = catalog.Diagnostics,
        Readiness = fleet,
        Hosts = report.Hosts,
    };
}
