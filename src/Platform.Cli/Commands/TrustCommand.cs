using System.CommandLine;
using Platform.Access.Catalog;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Manifests.Reviewers;
using Platform.Reporting;
using Platform.Root;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl trust</c>: lets the programs run that a root names, for these very words. Starts none.</summary>
internal static class TrustCommand
{
    public static Command Create()
    {
        var show = Verb.Flag("--show", "Show what the root names and what is trusted, and change nothing.");
        var revoke = Verb.Flag("--revoke", "Forget all that this root was trusted for.");
        var json = Verb.JsonOption();
        var command = new Command(
            "trust",
            "Trusts this root for the programs that it names (ssh_command of hosts.yaml, reviewers of policies/reviewers.yaml, commands and approvals ahead of policies/agent-capabilities.yaml), word by word, and shows them. Starts none of them.")
        {
            show, revoke, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(show) && result.GetValue(revoke)) result.AddError("--show changes nothing and --revoke does; name one of them");
        });
        command.SetWork((parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root)) return Task.FromResult(ExitCodes.CannotWork);
            var catalog = CapabilityCatalog.Load(root);
            cancellationToken.ThrowIfCancellationRequested();
            _ = ReviewerConfiguration.Read(root, out var ofReviewers);
            Diagnostic[] wrong = [.. catalog.Diagnostics, .. ofReviewers];
            Messages.Diagnostics(wrong);
            // What is not valid names nothing. To forget needs none.
            var isRevoking = parsed.GetValue(revoke);
            if (!isRevoking && wrong.Any(d => d.Severity is DiagnosticSeverity.Error)) return Task.FromResult(ExitCodes.CannotWork);

            var trust = Trust.OfUser();
            var result = isRevoking ? RootTrust.Revoke(root, catalog.Programs(), trust)
                : parsed.GetValue(show) ? RootTrust.Read(root, catalog.Programs(), trust)
                : RootTrust.Approve(root, catalog.Programs(), trust);
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(TrustReport.Of(result, ExitCodes.Success)));
            else TrustText.Print(result);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
