using System.CommandLine;
using System.CommandLine.Parsing;
using Platform.Text;

namespace Platform.Cli.Commands;

/// <summary>Words on the command line that mean nothing, and what may have been meant.</summary>
internal static class UnknownWords
{
    /// <summary>A sentence for each mistake: ours for words that mean nothing, for they know what may have been meant.</summary>
    public static IEnumerable<string> In(RootCommand root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        foreach (var word in parsed.UnmatchedTokens)
        {
            if (word.StartsWith('-')) yield return Option(word, command);
            else if (IsGroup(command)) yield return Verb(command, word);
            else yield return $"'{word}' is one word too many";
            if (IsGroup(command)) yield break; // what follows belongs to a verb that is not known
        }

        foreach (var error in parsed.Errors)
            if (!parsed.UnmatchedTokens.Any(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal))) yield return error.Message;
    }

    /// <summary>The library takes an option that it does not know for one word more. No name begins with a dash, and a path can begin with ./</summary>
    public static void RefuseOptions(this Argument argument) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
            if (token.Value is ['-', _, ..]) result.AddError(Option(token.Value, (result.Parent as CommandResult)?.Command));
    });

    /// <summary>A sentence for a word that would be an option.</summary>
    private static string Option(string word, Command? command)
    {
        var name = word.Split('=')[0];
        string[] known = [.. command?.Options.Select(o => o.Name) ?? [], RootOption.Instance.Name, NoColorOption.Instance.Name];
        string[] longer = [.. known.Where(option => option.StartsWith(name, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        var near = longer is [var only] ? only : NearestName.Find(name, known);
        return $"there is no option {name}{(near is null ? "" : $"; did you mean {near}?")}";
    }

    /// <summary>Whether it does nothing but hold verbs: the whole command line, and <c>access</c>.</summary>
    private static bool IsGroup(Command command) => command.Subcommands.Count > 0 && command.Arguments.Count == 0;

    /// <summary>A sentence for a word that is no verb.</summary>
    public static string Verb(Command group, string word)
    {
        var verbs = group.Subcommands.Select(c => c.Name).ToArray();
        return $"there is no verb {word}; {(NearestName.Find(word, verbs) is { } near ? $"did you mean {near}?" : $"there are {string.Join(", ", verbs)}")}";
    }
}
