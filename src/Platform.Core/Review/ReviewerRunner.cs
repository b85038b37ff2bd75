using System.Globalization;
using Platform.Diagnostics;
using Platform.Manifests.Reviewers;
using Platform.Processes;
using Platform.Root;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Review;

/// <summary>Asks reviewers by their commands, side by side. What is no verdict is a failure, and never an OK.</summary>
/// <param name="root">The root that names them; they are started there.</param>
/// <param name="trust">Which of their words may run.</param>
internal sealed class ReviewerRunner(PlatformRoot root, Trust trust)
{
    /// <summary>Of the token that a comment is written with: no reviewer gets to see it.</summary>
    private static readonly string[] Withheld = [ForgejoAddress.TokenVariable];

    /// <param name="reviewers">Those with a command are asked, in each of their hats.</param>
    /// <param name="context">What they are given.</param>
    /// <param name="throttle">How many at a time, 1 and up.</param>
    /// <param name="asking">Told of each that is started, from several threads.</param>
    /// <param name="cancellationToken">Ends all of them before this throws.</param>
    public async Task<IReadOnlyList<ReviewerReply>> AskAsync(
        IReadOnlyList<ReviewerDefinition> reviewers, ReviewContext context, int throttle, Action<string> asking, CancellationToken cancellationToken)
    {
        (ReviewerDefinition Reviewer, ReviewHat Hat)[] questions = [.. reviewers.Where(r => r.Program is not null).SelectMany(r => r.Hats.Select(hat => (r, hat)))];
        var replies = new ReviewerReply[questions.Length];
        ParallelOptions options = new() { MaxDegreeOfParallelism = throttle, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, questions.Length, options, async (i, token) => replies[i] = await AskAsync(questions[i].Reviewer, questions[i].Hat, context, asking, token));
        return replies;
    }

    private async Task<ReviewerReply> AskAsync(ReviewerDefinition reviewer, ReviewHat hat, ReviewContext context, Action<string> asking, CancellationToken cancellationToken)
    {
        if (reviewer.Program is null || TrustedProgram.Of(reviewer.Program, trust) is not { } program)
        {
            var fault = trust.FaultFor(root.Path);
            return Failed(ReviewerFailureReason.NotTrusted, fault ?? $"this root is not trusted to run {reviewer.Program}; look at the words in {ReviewerConfiguration.RelativePath}, then: platformctl trust");
        }

        asking($"{reviewer.Name} as {ReviewHats.WordOf(hat)}");
        var command = new ChildCommand(program.Words[0], [.. program.Words.Skip(1)]) { Environment = VariablesFor(reviewer, hat), WorkingFolder = root.Path };
        var result = await ChildProcess.RunAsync(command, context.WriteFor(reviewer.Name, hat), reviewer.Timeout, DocumentLimits.Default.MaxBytes, cancellationToken);
        return result switch
        {
            { End: ChildEnd.NotStarted } => Failed(ReviewerFailureReason.NotStarted, $"{TerminalText.Clean(program.Words[0])} cannot be started: no absolute folder of PATH has it, or it is no program; install it, or correct command in {ReviewerConfiguration.RelativePath}"),
            { End: ChildEnd.TimedOut } => Failed(ReviewerFailureReason.TimedOut, string.Create(CultureInfo.InvariantCulture, $"no verdict within {reviewer.Timeout.TotalSeconds:0} s; ask again, or raise timeout_seconds in {ReviewerConfiguration.RelativePath}")),
            { End: ChildEnd.OutputTooLarge } => Failed(ReviewerFailureReason.OutputTooLarge, string.Create(CultureInfo.InvariantCulture, $"more than {DocumentLimits.Default.MaxBytes} bytes were printed, which no verdict has; the command has to print the verdict alone")),
            { ExitCode: not 0 and var code } => Failed(ReviewerFailureReason.Failed, string.Create(CultureInfo.InvariantCulture, $"the command ended with exit code {code}; run it by hand to see why")),
            _ => Read(result.Output),
        };

        ReviewerReply Read(byte[] output)
        {
            List<Diagnostic> wrong = [];
            var shown = $"{reviewer.Name} as {ReviewHats.WordOf(hat)}";
            if (VerdictFile.Read(output, shown, wrong) is not { } placed)
                return Failed(ReviewerFailureReason.NoVerdict, string.Create(CultureInfo.InvariantCulture, $"what was printed is no verdict, at {wrong[0].Line}:{wrong[0].Column}: {TerminalText.Clean(wrong[0].Message, 300)}"));
            var verdict = placed.Verdict;
            if (!ReviewerConfiguration.Comparer.Equals(verdict.Reviewer, reviewer.Name) || verdict.Hat != hat)
                return Failed(ReviewerFailureReason.NoVerdict, $"the verdict is that of {verdict.Reviewer} as {ReviewHats.WordOf(verdict.Hat)}; a reviewer answers for itself, in the hat that it was asked in");
            return verdict.Reviewed is { } reviewed && reviewed != context.Reviewed
                ? Failed(ReviewerFailureReason.NoVerdict, $"the verdict is about {reviewed}, and asked was for {context.Reviewed}")
                : new ReviewerReply(placed with { Verdict = verdict with { Reviewed = context.Reviewed } }, null);
        }

        ReviewerReply Failed(ReviewerFailureReason reason, string message) => new(null, new ReviewerFailure(reviewer.Name, hat, reason, message));
    }

    private static Dictionary<string, string?> VariablesFor(ReviewerDefinition reviewer, ReviewHat hat)
    {
        Dictionary<string, string?> variables = new(StringComparer.Ordinal) { ["PLATFORM_REVIEWER"] = reviewer.Name, ["PLATFORM_REVIEW_HAT"] = ReviewHats.WordOf(hat) };
        foreach (var name in Withheld) variables[name] = null;
        return variables;
    }
}

/// <summary>What came of asking: a verdict, or why there is none.</summary>
internal sealed record ReviewerReply(PlacedVerdict? Verdict, ReviewerFailure? Failure);
