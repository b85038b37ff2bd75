using System.CommandLine;
using System.Diagnostics;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Planning;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl plan</c> (R3.1): what would remove the drift. Read-only.</summary>
internal static class PlanCommand
{
    private const string Name = "plan";

    /// <summary>Whether the words on the command line make no sense to this verb.</summary>
    public static bool IsMisused(ParseResult parsed) => parsed.Errors.Count > 0 && parsed.CommandResult.Command.Name == Name;

    public static Command Create()
    {
        var modules = ModuleArguments.Create("Ids, wildcards or paths of modules; none means all.");
        var json = Verb.JsonOption();
        var file = new Option<string?>("--out") { Description = "File to write the plan to, or a folder.", HelpName = "FILE|DIR" };
        var prune = Verb.Flag("--prune", "Plan the removal of containers that no module declares, too.");
        var validity = DurationOption.Create("--expires-in", "How long the plan can be applied, for instance 90m or 7d; default: 24h.");
        var throttle = ThrottleOption.Create();
        var command = new Command(Name, "Plans what would bring hosts to what the root declares. Read-only. Exits 0 without drift, 1 with, 2 on errors and where something was not compared.")
        {
            modules, json, file, prune, validity, throttle,
        };
        var filter = ModuleFilterOptions.WithoutStatus(); // a plan is approved as one whole
        filter.AddTo(command);
        command.SetWork(ExitCodes.OfPlan.Error, async (parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root) ||
                !ModuleArguments.TryGet(root, parsed.GetValue(modules) ?? [], out var selection, filter.Of(parsed)))
            {
                return ExitCodes.OfPlan.Error;
            }

            var trust = Trust.OfUser();
            var atATime = parsed.GetValue(throttle);
            await using var connections = new OpenConnections(TimeProvider.System, trust, atATime);
            var catalog = ModuleCatalog.Read(root, selection, cancellationToken, connections.Open);
            Messages.Diagnostics(catalog.Diagnostics);
            if (catalog.Diagnostics.Any(d => d.Module is null)) return ExitCodes.OfPlan.Error;

            var options = new PlanOptions(parsed.GetValue(prune), parsed.GetValue(validity) ?? Planner.DefaultValidity, atATime);
            var plan = await ReadAsync(catalog, options, sending => new HostObserver(TimeProvider.System, trust, connections, sending), cancellationToken);
            var saved = parsed.GetValue(file) is { } path ? await SaveAsync(plan, path, cancellationToken) : null;
            if (parsed.GetValue(json)) Result.Write(PlanDocument.Write(plan));
            else PlanText.Print(plan, saved);
            return plan.ExitCode;
        });
        return command;
    }

    /// <summary>A folder that has to be made for the plan may be a typing error: it is said.</summary>
    private static async Task<string> SaveAsync(PlatformPlan plan, string path, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(PlanDocument.PathOf(plan, path));
        var isNew = folder is not null && !Directory.Exists(folder);
        var saved = await PlanDocument.SaveAsync(plan, path, cancellationToken);
        if (isNew) Messages.Progress($"made the folder {folder}");
        return saved;
    }

    private static async Task<PlatformPlan> ReadAsync(
        ModuleCatalog catalog, PlanOptions options, Func<Action<HostDefinition, ReadOnlyScript>, HostObserver> look, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(catalog.HostsToAsk.Count);
        progress.Show();
        PlatformPlan? plan = null;
        var planner = new Planner(catalog, options, look((asked, _) => progress.Asked(asked)), TimeProvider.System);
        await foreach (var host in planner.PlanAsync(made => plan = made, cancellationToken))
        {
            if (host.Observation is null) continue;
            progress.Answered(host.Observation.Host);
            progress.Show();
        }

        return plan ?? throw new UnreachableException("no plan was made of hosts that were all looked at");
    }
}
