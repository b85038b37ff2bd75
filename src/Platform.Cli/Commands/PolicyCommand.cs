using System.CommandLine;
using Platform.Cli.Output;
using Platform.Manifests;
using Platform.Policy;
using Platform.Reporting;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl policy</c> (R4): judges modules by rules. Reads files, and asks no host.</summary>
internal static class PolicyCommand
{
    public static Command Create()
    {
        var modules = ModuleArguments.Create("Ids, wildcards or paths of modules; none means all.");
        var json = Verb.JsonOption();
        var failOn = SeverityOption.Create("--fail-on", "Exit with 2 for findings of this severity and above; default: fail_on of policies/policy.yaml, else high.");
        var baseline = new Option<string?>("--baseline") { Description = "Fail on what this earlier output of policy --json does not have; say what of it is gone.", HelpName = "FILE" };
        var acknowledged = Verb.Flag("--include-acknowledged", "Show what was accepted, by whom and why, too. JSON has it always.");
        var command = new Command("policy", "Judges modules by rules: sockets, secrets, ports, tests, acknowledged risks. Read-only; asks no host.")
        {
            modules, json, failOn, baseline, acknowledged,
        };
        command.Add(PolicyRulesCommand.Create());
        command.Add(PolicyExplainCommand.Create());
        command.SetWork((parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root) || !ModuleArguments.TryGet(root, parsed.GetValue(modules) ?? [], out var selection)) return Task.FromResult(ExitCode.CannotWork);
            PolicyBaseline? known = null;
            if (parsed.GetValue(baseline) is { } path)
            {
                known = PolicyBaseline.Read(Path.GetFullPath(path, CurrentFolder.Path), path, out var wrong);
                Messages.Diagnostics(wrong);
                if (known is null) return Task.FromResult(ExitCode.CannotWork);
            }

            var catalog = ModuleCatalog.Read(root, selection, cancellationToken);
            var outcome = PolicyOutcome.Of(catalog, parsed.GetValue(failOn), known, TimeProvider.System.GetUtcNow(), cancellationToken);
            Messages.Diagnostics(outcome.Diagnostics);
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(PolicyReport.Of(outcome)));
            else PolicyText.Print(outcome, parsed.GetValue(acknowledged));
            return Task.FromResult(outcome.ExitCode);
        });
        return command;
    }
}
