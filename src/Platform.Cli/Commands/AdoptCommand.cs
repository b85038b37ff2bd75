using System.CommandLine;
using Platform.Adopting;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl adopt HOST</c> (R8): writes the manifests of what a host runs and no module declares.</summary>
internal static class AdoptCommand
{
    public static Command Create()
    {
        var host = new Argument<string>("host") { HelpName = "HOST", Description = "A host of hosts.yaml; without that file, an ssh destination." };
        host.CompleteHosts();
        var projects = Words("--project", "PROJECT", "Compose projects, by name or wildcard; none means all.");
        var services = Words("--service", "SERVICE", "Services of Compose, by name or wildcard; none means all.");
        var containers = Words("--container", "CONTAINER", "Containers, by name or wildcard; none means all.");
        var tier = new Option<string?>("--tier") { HelpName = "TIER", Description = "The tier of the modules: a digit for the order and a name, 2-tools for instance. Without it the manifest has a TODO." };
        tier.CompletionSources.Add(_ => ModuleFilterOptions.Tiers());
        var owner = new Option<string?>("--owner") { HelpName = "OWNER", Description = "Who answers for the modules. Without it the manifest has a TODO." };
        var copy = Verb.Flag("--copy-compose", "Copy compose files that the root has not got from the host. One with secrets as literals is not copied.");
        var dryRun = Verb.Flag("--dry-run", "Show what would be written, and write nothing.");
        var json = Verb.JsonOption();
        var command = new Command("adopt", "Writes manifests of what a host runs and no module declares. Reads the host, and overwrites nothing.")
        {
            host, projects, services, containers, tier, owner, copy, dryRun, json,
        };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            AdoptOptions options = new() { Tier = parsed.GetValue(tier), Owner = parsed.GetValue(owner), CopyComposeFiles = parsed.GetValue(copy) };
            if (options.Fault is { } fault) return Refuse(fault);
            if (!RootOption.TryGet(parsed, out var root)) return ExitCodes.CannotWork;
            var catalog = ModuleCatalog.Read(root, ModuleSelection.Of(root, [], root.Path), cancellationToken);
            Messages.Diagnostics(catalog.Diagnostics);
            if (catalog.Diagnostics.Any(d => d.Severity is DiagnosticSeverity.Error)) return Refuse("what an invalid manifest declares is not known; correct it first");
            if (HostArguments.Choose(root, catalog, [parsed.GetRequiredValue(host)]) is not [var name, .. var more]) return ExitCodes.CannotWork;
            if (more.Length > 0) return Refuse("one host at a time is adopted; name it");

            var adoption = Adoption.Open(catalog, options);
            var reader = new HostObserver(TimeProvider.System, Trust.OfUser(), sending: (asked, _) => Messages.Fallback(asked));
            var observation = await reader.ReadAsync(adoption.Ask(name), cancellationToken);
            if (!observation.IsReachable)
            {
                Messages.Failure(observation);
                return observation.Failure.Reason is HostFailureReason.NotInInventory or HostFailureReason.InvalidName ? ExitCodes.CannotWork : ExitCodes.Unreachable;
            }

            var selection = new ContainerSelection(parsed.GetValue(projects), parsed.GetValue(services), parsed.GetValue(containers));
            var seen = new HostContainers(catalog).Of(observation);
            if (selection.Unmatched(seen) is { Count: > 0 } unmatched)
            {
                foreach (var sentence in unmatched) Messages.Error($"{sentence} on {name}");
                return ExitCodes.CannotWork;
            }

            var isDry = parsed.GetValue(dryRun);
            var modules = adoption.Read(observation, container => selection.Matches(container) && (selection.NamesSome || !container.Declared));
            if (!isDry) modules = [.. modules.Select(adoption.Save)];
            var summary = AdoptSummary.Of(modules);
            var report = new AdoptReport(summary.ExitCode, isDry, summary, HostReport.Of(observation, TimeProvider.System.GetUtcNow()), modules);
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(report));
            else AdoptText.Print(report, HostContainers.GapOf(observation));
            return report.ExitCode;
        });
        return command;
    }

    private static Option<string[]> Words(string name, string help, string description) => new(name) { HelpName = help, Description = description, Arity = ArgumentArity.OneOrMore };

    private static int Refuse(string sentence)
    {
        Messages.Error(sentence);
        return ExitCodes.CannotWork;
    }
}
