using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Manifests.Reviewers;
using Platform.Review;
using Platform.Root;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl review</c> (R7): what the verdicts of several reviewers come to.</summary>
internal static class ReviewCommand
{
    public static Command Create()
    {
        var files = Verdicts("Verdicts, one a file, in YAML or JSON; or folders of them.");
        var output = ReviewOutput.Create();
        var command = new Command("review", "Decides by the verdicts of several reviewers: merge, defer or reject. Exits 0 CLEAR, 2 another decision, 1 a verdict that cannot be read.") { files };
        output.AddTo(command);
        command.Add(ReviewRunCommand.Create(files));
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(files) is not { Length: > 0 } words)
            {
                Messages.Error("review needs verdicts: a folder, or files; or write review run --base REF to ask reviewers for them");
                return ExitCodes.CannotWork;
            }

            if (!output.TryGetPost(parsed, out var address) || !TryGetConfiguration(parsed, out var configuration)) return ExitCodes.CannotWork;
            var set = VerdictSet.Read(words, CurrentFolder.Path, configuration, out var diagnostics);
            Messages.Diagnostics(diagnostics);
            return set is null ? ExitCodes.CannotWork : await output.WriteAsync(parsed, ReviewDecision.Of(set, configuration), address, cancellationToken);
        });
        return command;
    }

    public static Argument<string[]> Verdicts(string description)
    {
        var files = new Argument<string[]>("verdict") { HelpName = "FOLDER|FILE", Description = description, Arity = ArgumentArity.ZeroOrMore };
        files.RefuseOptions();
        return files;
    }

    /// <summary>The root's quorum, where there is a root: verdicts can be merged without.</summary>
    private static bool TryGetConfiguration(ParseResult parsed, [NotNullWhen(true)] out ReviewerConfiguration? configuration)
    {
        configuration = null;
        var isNamed = parsed.GetValue(RootOption.Instance) is not null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable));
        PlatformRoot? root = null;
        if (isNamed && !RootOption.TryGet(parsed, out root)) return false;
        root ??= CurrentFolder.TryGet(out var folder) ? PlatformRoot.Above(folder) : null;
        if (root is null)
        {
            configuration = ReviewerConfiguration.Default;
            return true;
        }

        var read = ReviewerConfiguration.Read(root, out var wrong);
        Messages.Diagnostics(wrong);
        if (wrong.Count > 0) return false;
        configuration = read;
        return true;
    }
}
