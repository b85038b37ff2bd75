using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using Platform.Cli.Output;
using Platform.Manifests;
using Platform.Root;
using Platform.Text;

namespace Platform.Cli.Commands;

/// <summary>The modules a verb works on, as words on the command line.</summary>
internal static class ModuleArguments
{
    public static Argument<string[]> Create(string description)
    {
        var argument = new Argument<string[]>("module")
        {
            Description = description,
            HelpName = "MODULE",
            Arity = ArgumentArity.ZeroOrMore,
        };
        argument.CompletionSources.Add(_ => Names());
        argument.RefuseOptions();
        return argument;
    }

    /// <summary>Resolves the words, or says on standard error which of them mean nothing.</summary>
    public static bool TryGet(PlatformRoot root, string[] words, [NotNullWhen(true)] out ModuleSelection? selection)
    {
        selection = ModuleSelection.Of(root, words, CurrentFolder.Path);
        if (selection.Errors.Count == 0) return true;
        foreach (var error in selection.Errors) Messages.Error(error);
        selection = null;
        return false;
    }

    /// <summary>The library takes an option that it does not know for one word more. No name begins with a dash, and a path can begin with ./</summary>
    public static void RefuseOptions(this Argument<string[]> argument) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
            if (token.Value is ['-', _, ..]) result.AddError(UnknownOption(token.Value, (result.Parent as CommandResult)?.Command));
    });

    /// <summary>A sentence for a word that would be an option.</summary>
    public static string UnknownOption(string word, Command? command)
    {
        var name = word.Split('=')[0];
        string[] known = [.. command?.Options.Select(o => o.Name) ?? [], RootOption.Instance.Name, NoColorOption.Instance.Name];
        string[] longer = [.. known.Where(option => option.StartsWith(name, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        var near = longer is [var only] ? only : NearestName.Find(name, known);
        return $"there is no option {name}{(near is null ? "" : $"; did you mean {near}?")}";
    }

    // Completion is silent about a missing root: a shell asks on every tab.
    private static string[] Names()
    {
        var environment = Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable);
        return PlatformRoot.TryFind(null, environment, CurrentFolder.Path, out var root, out _)
            ? [.. ModuleFolder.AllOf(root).Select(f => f.Name)]
            : [];
    }
}
