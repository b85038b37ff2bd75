using System.CommandLine;
using System.IO.Enumeration;
using Platform.Cli.Output;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Root;
using Platform.Text;

namespace Platform.Cli.Commands;

/// <summary>Hosts as words on the command line.</summary>
internal static class HostArguments
{
    /// <summary>Makes a shell complete the names of hosts.</summary>
    public static void CompleteHosts<T>(this Argument<T> argument) => argument.CompletionSources.Add(_ => Names());

    /// <summary>Which hosts are meant, each once; null where a word means none, which is said on standard error.</summary>
    /// <param name="root">The root.</param>
    /// <param name="catalog">All of it.</param>
    /// <param name="words">Names or wildcards; none means all.</param>
    public static string[]? Choose(PlatformRoot root, ModuleCatalog catalog, string[] words)
    {
        var known = catalog.Hosts;
        if (words.Length == 0)
        {
            if (known.Count > 0) return [.. known];
            Messages.Error($"{root} has no hosts: {(catalog.Inventory.IsDeclared ? "hosts.yaml declares none" : "no module names one, and there is no hosts.yaml")}");
            return null;
        }

        List<string> chosen = [];
        var isWhole = true;
        foreach (var word in words)
        {
            var found = Matching(catalog.Inventory, known, word);
            chosen.AddRange(found);
            if (found.Length > 0) continue;
            isWhole = false;
            Messages.Error($"no host '{word}' in {root}{(NearestName.Find(word, known) is { } near ? $"; did you mean {near}?" : "")}");
        }

        return isWhole ? [.. chosen.Distinct(StringComparer.Ordinal)] : null;
    }

    private static string[] Matching(HostInventory inventory, IReadOnlyList<string> known, string word)
    {
        if (word.AsSpan().ContainsAny('*', '?')) return [.. known.Where(name => FileSystemName.MatchesSimpleExpression(word, name, ignoreCase: false))];
        // Without hosts.yaml every name is a host: the destination for ssh.
        return inventory.Find(word) is null ? [] : [word];
    }

    // Completion is silent about a missing root: a shell asks on every tab.
    public static IReadOnlyList<string> Names() =>
        PlatformRoot.TryFind(null, Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable), CurrentFolder.Path, out var root, out _)
            ? ModuleCatalog.Read(root, ModuleSelection.Of(root, [], root.Path), CancellationToken.None).Hosts
            : [];
}
