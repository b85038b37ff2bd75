using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Review;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl review run</c>: asks the reviewers of the root for verdicts on a change, and decides.</summary>
internal static class ReviewRunCommand
{
    /// <param name="before">Verdicts that are named before the word run.</param>
    public static Command Create(Argument<string[]> before)
    {
        var files = ReviewCommand.Verdicts("Verdicts that reviewers gave by themselves; they are merged with the others.");
        var since = new Option<string>("--base") { Description = "What the change is to be merged into: a branch, a tag or a commit.", HelpName = "REF", Required = true };
        var noDrift = Verb.Flag("--no-drift", "Ask no host what it runs now.");
        var throttle = ThrottleOption.Create();
        var output = ReviewOutput.Create();
        var command = new Command(
            "run",
            "Reviews the commit that the root is at: gives the reviewers of policies/reviewers.yaml its diff, findings, drift and readiness, judges it by the root's rules, and decides. Writes to no host.")
        {
            files, since, noDrift,
        };
        output.AddTo(command);
        command.Add(throttle);
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root) || !output.TryGetPost(parsed, out var address)) return ExitCodes.CannotWork;
            var time = TimeProvider.System;
            var trust = Trust.OfUser();
            var hosts = new HostObserver(time, trust, sending: (host, _) => Messages.Fallback(host));
            var options = new ChangeReviewOptions(parsed.GetRequiredValue(since), [.. parsed.GetValue(before) ?? [], .. parsed.GetValue(files) ?? []], CurrentFolder.Path)
            {
                WithDrift = !parsed.GetValue(noDrift), Throttle = parsed.GetValue(throttle),
            };
            var result = await new ChangeReview(root, hosts, trust, time).RunAsync(options, Report, cancellationToken);
            Messages.Diagnostics(result.Diagnostics);
            if (result.Error is { } error) Messages.Error(error);
            return result.Decision is { } decision ? await output.WriteAsync(parsed, decision, address, cancellationToken) : ExitCodes.CannotWork;
        });
        return command;
    }

    /// <summary>For people who watch; a log has the result.</summary>
    private static void Report(string doing)
    {
        if (!Streams.IsErrorRedirected) Messages.Progress(doing);
    }
}
