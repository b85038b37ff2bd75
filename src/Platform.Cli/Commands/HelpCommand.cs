using System.CommandLine;
using Platform.Cli.Output;
using Platform.Text;

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
                return root.Parse(name is null ? ["--help"] : [name, "--help"]).InvokeAsync(parsed.InvocationConfiguration, cancellationToken);
            Messages.Error(UnknownVerb(root, name));
            return Task.FromResult(ExitCode.CannotWork);
        });
        return command;
    }

    /// <summary>A sentence for a word that is no verb.</summary>
    public static string UnknownVerb(RootCommand root, string word)
    {
        var verbs = root.Subcommands.Select(c => c.Name).ToArray();
        return $"there is no verb {word}; {(NearestName.Find(word, verbs) is { } near ? $"did you mean {near}?" : $"there are {string.Join(", ", verbs)}")}";
    }
}
