using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl help VERB</c>, which is what <c>platformctl VERB --help</c> prints.</summary>
internal static class HelpCommand
{
    public static Command Create(RootCommand root)
    {
        var verb = new Argument<string?>("verb") { HelpName = "VERB", Description = "The verb; none for all of them.", Arity = ArgumentArity.ZeroOrOne };
        verb.CompletionSources.Add(_ => root.Subcommands.Select(c => c.Name).ToArray());
        var command = new Command("help", "Shows help of a verb.") { verb };
        command.SetWork((parsed, cancellationToken) =>
        {
            var name = parsed.GetValue(verb);
            if (name is null || root.Subcommands.Any(c => c.Name == name))
                return ShowAsync(root, name, parsed.InvocationConfiguration, cancellationToken);
            Messages.Error(UnknownWords.Verb(root, name));
            return Task.FromResult(ExitCodes.CannotWork);
        });
        return command;
    }

    /// <summary>Prints help of a verb, or of all where none is named.</summary>
    public static Task<int> ShowAsync(RootCommand root, string? verb, InvocationConfiguration configuration, CancellationToken cancellationToken = default) =>
        root.Parse(verb is null ? ["--help"] : [verb, "--help"]).InvokeAsync(configuration, cancellationToken);
}
