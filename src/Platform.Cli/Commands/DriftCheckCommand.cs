using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Reporting.Writers;
using Platform.Root;
using Platform.Snapshots;
using Platform.Text;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl drift-check</c> (R2).</summary>
internal static class DriftCheckCommand
{
    public static Command Create()
    {
        var modules = ModuleArguments.Create("Ids, wildcards or paths of modules; none means all.");
        var json = Verb.JsonOption();
        var strict = Verb.Flag("--strict", "Count warnings, an unproven digest above all, as drift.");
        var details = Verb.Flag("--details", "Show diffs of compose files too.");
        var format = FormatOption.Create();
        var shard = ShardOption.Create();
        var throttle = ThrottleOption.Create();
        var command = new Command("drift-check", "Compares modules with what their hosts run. Read-only.")
        {
            modules, json, format, strict, details, shard, throttle,
        };
        var filter = ModuleFilterOptions.Of<DriftStatus>();
        filter.AddTo(command);
        filter.RefuseStatusWith(command, format, shard);
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root) ||
                !ModuleArguments.TryGet(root, parsed.GetValue(modules) ?? [], out var selection, filter.Of(parsed)))
            {
                return ExitCodes.CannotWork;
            }

            var time = TimeProvider.System;
            var trust = Trust.OfUser();
            var atATime = parsed.GetValue(throttle);
            await using var connections = new OpenConnections(time, trust, atATime);
            var catalog = ModuleCatalog.Read(root, selection, cancellationToken, connections.Open, parsed.GetValue(shard));
            var run = new DriftRun(catalog, sending => new HostObserver(time, trust, connections, sending), atATime, parsed.GetValue(strict), filter.StatusOf(parsed), time);
            if (FormatOption.WriterIn(parsed, format) is { } writer) return await run.PrintAsync(writer, catalog.Part(selection), selection.IsAll, cancellationToken);
            return FormatOption.IsJson(parsed, format, json)
                ? await run.PrintJsonAsync(cancellationToken)
                : await run.PrintTableAsync(parsed.GetValue(details), cancellationToken);
        });
        return command;
    }

    private sealed class DriftRun(ModuleCatalog catalog, Func<Action<HostDefinition, ReadOnlyScript>, HostObserver> look, int throttle, bool strict, StatusFilter status, TimeProvider time)
    {
        private readonly List<ModuleDrift> _modules = [];
        private readonly List<ModuleDrift> _undeclared = [];
        private readonly List<HostReport> _hosts = [];

        public async Task<int> PrintTableAsync(bool withDetails, CancellationToken cancellationToken)
        {
            if (!PrintDiagnostics()) return ExitCodes.CannotWork;
            var table = new DriftTable(catalog.Modules);
            try
            {
                await ReadAsync(table.Begin, host => table.Add(host with { Modules = [.. host.Modules.Where(m => status.Matches(m.Status))] }, time.GetUtcNow()), cancellationToken);
            }
            finally
            {
                table.Flush(); // what has come stays, whatever ends the reading
            }

            if (withDetails) table.Details([.. _modules.Where(m => status.Matches(m.Status))]);
            var summary = DriftSummary.Of(_modules);
            table.Finish(summary, [.. Errors.Select(d => d.Module).OfType<string>().Distinct(StringComparer.Ordinal)], ShardReport.Of(catalog.Shard));
            return ExitCodeOf(summary);
        }

        public async Task<int> PrintJsonAsync(CancellationToken cancellationToken)
        {
            if (PrintDiagnostics()) await ReadAsync(() => { }, _ => { }, cancellationToken);
            var report = DriftReport.Of(_hosts, _modules, catalog.Diagnostics, strict, ShardReport.Of(catalog.Shard), _undeclared);
            report = report with { Modules = [.. report.Modules.Where(m => status.Matches(m.Status))], Undeclared = [.. report.Undeclared.Where(u => status.Matches(u.Status))] };
            Result.Write(ReportJson.Write(report));
            return report.ExitCode;
        }

        public async Task<int> PrintAsync(IReportWriter writer, ModuleSelection selection, bool areWholeFleet, CancellationToken cancellationToken)
        {
            if (!PrintDiagnostics()) return ExitCodes.CannotWork;
            await ReadAsync(() => { }, _ => { }, cancellationToken);
            var report = FleetReport.Of(new ReportSources
            {
                Verb = "drift-check",
                At = time.GetUtcNow(),
                Root = Path.GetFileName(catalog.Root.Path),
                Folders = [.. selection.Folders.Select(folder => folder.Name)],
                Modules = catalog.Modules,
                ExitCode = ExitCodeOf(DriftSummary.Of(_modules)),
                WholeFleet = areWholeFleet,
                Shard = ShardReport.Of(catalog.Shard),
                Diagnostics = catalog.Diagnostics,
                Drift = [.. _modules, .. _undeclared],
                Hosts = _hosts,
            });
            Result.WriteFile(writer.Write(report));
            return report.ExitCode;
        }

        /// <summary>Without a valid hosts.yaml no host can be asked. An invalid manifest only skips its own module.</summary>
        private bool PrintDiagnostics()
        {
            Messages.Diagnostics(catalog.Diagnostics);
            return !catalog.Diagnostics.Any(d => d.Module is null);
        }

        /// <param name="begin">Gets ready while the first hosts are thinking.</param>
        /// <param name="show">Shows one host.</param>
        /// <param name="cancellationToken">Ends the reading.</param>
        private async Task ReadAsync(Action begin, Action<HostDrift> show, CancellationToken cancellationToken)
        {
            using var progress = new ProgressLine(catalog.HostsToAsk.Count);
            var areWholeFleet = catalog.IsWholeFleet;
            var reader = new DriftCheck(catalog.Inventory, look((asked, _) => progress.Asked(asked)), time);
            await using var answers = reader.ReadAsync(catalog.Modules, areWholeFleet, throttle, cancellationToken, fleet: () => catalog.Fleet)
                .GetAsyncEnumerator(cancellationToken);
            var next = answers.MoveNextAsync();
            begin();
            progress.Show();
            for (; await next; next = answers.MoveNextAsync())
            {
                var host = answers.Current;
                if (host.Observation is { } observation)
                {
                    progress.Answered(observation.Host);
                    _hosts.Add(HostReport.Of(observation, time.GetUtcNow()));
                }

                _modules.AddRange(host.Modules);
                _undeclared.AddRange(host.Undeclared);
                progress.Hide();
                show(host);
                progress.Show();
            }
        }

        private IEnumerable<Diagnostic> Errors => catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error);

        private int ExitCodeOf(DriftSummary summary) => Errors.Any() ? ExitCodes.CannotWork : summary.ExitCode(strict);
    }
}
