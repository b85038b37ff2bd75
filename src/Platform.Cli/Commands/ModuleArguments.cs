using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Platform.Cli.Output;
using Platform.Manifests;
using Platform.Root;

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
    /// <param name="root">The root.</param>
    /// <param name="words">The words.</param>
    /// <param name="selection">What they mean, as far as the filter lets it through.</param>
    /// <param name="filter">Hosts and tiers; null for all of them.</param>
    public static bool TryGet(PlatformRoot root, string[] words, [NotNullWhen(true)] out ModuleSelection? selection, ModuleFilter? filter = null)
    {
        selection = (filter ?? ModuleFilter.None).Narrow(root, ModuleSelection.Of(root, words, CurrentFolder.Path), CancellationToken.None);
        if (selection.Errors.Count == 0) return true;
        foreach (var error in selection.Errors) Messages.Error(error);
        selection = null;
        return false;
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
