using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl snapshot HOST</c>: what a host runs now, as a file that drift can be judged on later.</summary>
internal static class SnapshotCommand
{
    public static Command Create()
    {
        var host = new Argument<string>("host") { HelpName = "HOST", Description = "A host of hosts.yaml; without that file, an ssh destination." };
        host.CompleteHosts();
        var file = new Option<string?>("--out") { Description = "File to write; default: standard output.", HelpName = "FILE" };
        var all = Verb.Flag("--all", "Record everything that the host runs, declared or not.");
        var command = new Command("snapshot", "Reads what a host runs and writes it as platform.snapshot/2. Read-only on the host.") { host, file, all };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root) || !ModuleArguments.TryGet(root, [], out var selection)) return ExitCodes.CannotWork;
            var name = parsed.GetRequiredValue(host);
            var catalog = ModuleCatalog.Read(root, selection, cancellationToken);
            Messages.Diagnostics(catalog.Diagnostics);
            if (catalog.Diagnostics.Any(d => d.Severity is DiagnosticSeverity.Error)) return ExitCodes.CannotWork;

            if (catalog.Inventory.Find(name) is { Transport: TransportKind.Recorded } recorded)
            {
                Messages.Error($"{name} is recorded: its state is read from {recorded.SnapshotPath}, and there is nothing live to take a snapshot of; give it the transport ssh or local in hosts.yaml");
                return ExitCodes.CannotWork;
            }

            var request = DriftCheck.RequestFor(catalog.Modules.Where(m => m.Host == name)) with { WithComposeVersion = true, AllContainers = parsed.GetValue(all), AllProjects = parsed.GetValue(all) };
            var observation = await new HostObserver(TimeProvider.System, Trust.OfUser(), sending: (host, _) => Messages.Fallback(host)).ReadAsync(HostQuestion.Ask(catalog.Inventory, name, request), cancellationToken);
            if (observation.IsReachable) return await WriteAsync(observation.Snapshot, parsed.GetValue(file), cancellationToken);
            Messages.Failure(observation);
            return observation.Failure.Reason is HostFailureReason.NotInInventory or HostFailureReason.InvalidName
                ? ExitCodes.CannotWork
                : ExitCodes.Unreachable;
        });
        return command;
    }

    private static async Task<int> WriteAsync(HostSnapshot snapshot, string? file, CancellationToken cancellationToken)
    {
        if (file is null) Result.Write(SnapshotFile.Write(snapshot));
        else await SnapshotFile.SaveAsync(snapshot, Path.GetFullPath(file), within: null, cancellationToken);
        return ExitCodes.Success;
    }
}
