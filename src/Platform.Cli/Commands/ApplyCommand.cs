using System.CommandLine;
using Platform.Applying;
using Platform.Applying.Journal;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Planning;
using Platform.Reporting;
using Platform.Root;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl apply</c> (R3.2): the one way a host is changed.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("plan") { HelpName = "PLAN", Description = "A file written by platformctl plan --out." };
        var approved = new Option<string?>("--approved") { Description = "Id of the plan that was approved: its SHA-256.", HelpName = "SHA256" };
        var review = new Option<string?>("--review") { Description = "A decision of platformctl review --json that is CLEAR, where hosts.yaml demands one.", HelpName = "FILE" };
        var approvedBy = new Option<string?>("--approved-by") { Description = "An operator's signature over the plan: platformctl access approve PLAN --key KEY.", HelpName = "SIGNATURE" };
        var stateful = Verb.Flag("--allow-stateful", "Let the plan touch modules that hold data.");
        var dryRun = Verb.Flag("--dry-run", "Check everything but the approval, show the commands, and run none.");
        var health = DurationOption.Create("--health-timeout", "How long a changed container may take to become healthy; default: 2m.");
        var step = DurationOption.Create("--step-timeout", "How long one step may take, a pull above all; default: 15m.");
        var json = Verb.JsonOption();
        var throttle = ThrottleOption.Create();
        var command = new Command(
            "apply",
            "Applies an approved plan. Exits 0 applied and verified, 3 stale, 4 not approved, 5 unreachable before any change, 6 locked, 8 partly applied or not compared wholly, 9 failed and put back.")
        {
            file, approved, approvedBy, review, stateful, dryRun, health, step, json, throttle,
        };
        command.SetWork((parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root)) return Task.FromResult(ExitCodes.CannotWork);
            var options = new ApplyOptions
            {
                Approved = parsed.GetValue(approved),
                ReviewPath = parsed.GetValue(review) is { } decision ? Path.GetFullPath(decision, CurrentFolder.Path) : null,
                AllowStateful = parsed.GetValue(stateful),
                DryRun = parsed.GetValue(dryRun),
                HealthTimeout = parsed.GetValue(health) ?? ApplyOptions.DefaultHealthTimeout,
                StepTimeout = parsed.GetValue(step) ?? ApplyOptions.DefaultStepTimeout,
                Throttle = parsed.GetValue(throttle),
            };
            return new ApplyRun(root, options, parsed.GetValue(json)).RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(approvedBy), cancellationToken);
        });
        return command;
    }

    private sealed class ApplyRun(PlatformRoot root, ApplyOptions options, bool json)
    {
        private readonly List<HostResult> _hosts = [];

        public async Task<int> RunAsync(string path, string? signature, CancellationToken cancellationToken)
        {
            var file = PlanDocument.ReadBytes(path);
            var given = options;
            if (signature is not null)
            {
                var (signer, unsigned) = await PlanSigner.CheckAsync(file, Path.GetFullPath(signature, CurrentFolder.Path), root, cancellationToken);
                if (signer is null) return Finish(PlanDocument.IdOfFile(file), unsigned);
                given = options with { Signer = signer };
            }

            var refusal = Approval.Check(file, given, TimeProvider.System.GetUtcNow(), out var plan);
            if (plan is null) return Finish(PlanDocument.IdOfFile(file), refusal);

            var applier = new PlanApplier(root, JournalFile.Of(root), TimeProvider.System, Trust.OfUser());
            var prepared = await applier.PrepareAsync(plan, given, Report, cancellationToken);
            if (prepared.Refusal is null)
            {
                await foreach (var host in PlanApplier.ApplyAsync(prepared, given, cancellationToken))
                {
                    _hosts.Add(host);
                    if (!json) TryPrint(() => ApplyText.Print(host));
                }
            }

            return Finish(plan.Id, prepared.Refusal);
        }

        private int Finish(string plan, ApplyRefusal? refusal)
        {
            var summary = ApplySummary.Of(_hosts);
            var exitCode = refusal?.ExitCode ?? summary.ExitCode(_hosts);
            if (refusal is not null) Messages.Error(refusal.Message);
            if (json) TryPrint(() => Result.Write(ReportJson.Write(new ApplyReport(exitCode, plan, summary, refusal, [.. _hosts.SelectMany(h => h.Results).OrderBy(c => c.Number)]))));
            else if (refusal is null) TryPrint(() => ApplyText.Finish(summary));
            return exitCode;
        }

        /// <summary>What cannot be printed neither ends a change half-way nor changes what came of it: the journal has it all.</summary>
        private static void TryPrint(Action print)
        {
            try
            {
                print();
            }
            catch (IOException exception)
            {
                Messages.Error($"the result could not be printed: {exception.Message}");
            }
        }

        private static void Report(string host, string doing) => Messages.Progress($"{host}: {doing}");
    }
}
