using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Reporting.Writers;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl report</c> (R9): all checks over the fleet, in the format that is wanted.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var modules = ModuleArguments.Create("Ids, wildcards or paths of modules; none means all.");
        var format = FormatOption.Create("html, markdown, junit, sarif, csv or json; default: what the name of --out ends with, else text.");
        var file = new Option<string?>("--out") { Description = "File to write; default: standard output.", HelpName = "FILE" };
        var since = new Option<string?>("--since") { Description = "Mark what is new since an earlier report in JSON, and list what is gone.", HelpName = "FILE" };
        var noHosts = Verb.Flag("--no-hosts", "Ask no host: manifests, policy and readiness alone.");
        var json = Verb.JsonOption();
        var shard = ShardOption.Create();
        var throttle = ThrottleOption.Create();
        var command = new Command("report", "Reports on the fleet by all checks: manifests, policy, drift, readiness. Read-only. Exits 0, 5 if no host was reached, 8 if something was not compared.")
        {
            modules, format, file, since, noHosts, json, shard, throttle,
        };
        var filter = ModuleFilterOptions.WithoutStatus();
        filter.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(since) is not null && result.GetValue(shard) is not null) result.AddError("--since compares whole fleets: leave out --shard, or compare what `platformctl merge` gives with `platformctl diff`");
        });
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (!TryGetWriter(parsed.GetValue(json) ? "json" : parsed.GetValue(format), parsed.GetValue(file), out var writer)) return ExitCodes.CannotWork;
            if (!RootOption.TryGet(parsed, out var root) || !ModuleArguments.TryGet(root, parsed.GetValue(modules) ?? [], out var selection, filter.Of(parsed))) return ExitCodes.CannotWork;
            EarlierReport? earlier = null;
            if (parsed.GetValue(since) is { } path && !EarlierReport.TryRead(Path.GetFullPath(path, CurrentFolder.Path), out earlier, out var error))
            {
                Messages.Error(error);
                return ExitCodes.CannotWork;
            }

            var catalog = ModuleCatalog.Read(root, selection, cancellationToken, shard: parsed.GetValue(shard));
            Messages.Diagnostics(catalog.Diagnostics);
            if (catalog.Diagnostics.Any(d => d is { Module: null, Severity: DiagnosticSeverity.Error })) return ExitCodes.CannotWork;
            var look = parsed.GetValue(noHosts) ? null : await FleetLook.ReadAsync(catalog, withOrphans: true, parsed.GetValue(throttle), cancellationToken);
            var report = FleetReport.Of(FleetChecks.Of(catalog, selection, look, TimeProvider.System.GetUtcNow(), cancellationToken));
            if (earlier is not null) report = earlier.MarkNew(report);
            Print(report, writer, parsed.GetValue(file));
            return report.ExitCode;
        });
        return command;
    }

    /// <summary>Writes to a file or to standard output: in a format, or as text.</summary>
    public static void Print(FleetReport report, IReportWriter? writer, string? file)
    {
        if (writer is null) FleetText.Print(report);
        else if (file is null) Result.WriteFile(writer.Write(report));
        else ReportFile.Save(Path.GetFullPath(file, CurrentFolder.Path), writer.Write(report));
    }

    /// <summary>The format that is named, else the one that the file's name ends with; null for text. False, with a message, where the name says none.</summary>
    public static bool TryGetWriter(string? format, string? file, out IReportWriter? writer)
    {
        writer = null;
        if (format is not null) return ReportWriters.TryFind(format, out writer);
        if (file is null || ReportWriters.TryFindFor(file, out writer)) return true;
        Messages.Error($"{ReportWriters.UnknownEnding(file)}, or name a format with --format");
        return false;
    }
}
