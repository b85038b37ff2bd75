using System.IO.Enumeration;
using Platform.Root;
using Platform.Text;

namespace Platform.Manifests;

/// <summary>Which modules of a selection are meant, by host and tier: names or wildcards (<c>*</c>, <c>?</c>). None of a kind means all.</summary>
/// <param name="Hosts">Hosts that the modules run on.</param>
/// <param name="Tiers">Tiers of the modules.</param>
public sealed record ModuleFilter(IReadOnlyList<string> Hosts, IReadOnlyList<string> Tiers)
{
    public static ModuleFilter None { get; } = new([], []);

    /// <summary>
    /// The modules of a selection that the filter lets through. Of a module whose manifest is invalid nobody knows the host: it stays. A word without a
    /// wildcard that the whole root does not know is an error, and so is a filter that lets no module through.
    /// </summary>
    /// <param name="root">The root.</param>
    /// <param name="selection">Modules of it.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public ModuleSelection Narrow(PlatformRoot root, ModuleSelection selection, CancellationToken cancellationToken)
    {
        if (Hosts.Count + Tiers.Count == 0 || selection.Errors.Count > 0) return selection;
        var whole = ModuleCatalog.Read(root, ModuleSelection.Of(root, [], root.Path), cancellationToken);
        string[] errors = [.. HostErrors(root, whole), .. TierErrors(root, whole)];
        if (errors.Length > 0) return new ModuleSelection([], errors);
        var modules = whole.Modules.ToDictionary(m => m.Path, StringComparer.Ordinal);
        ModuleFolder[] left = [.. selection.Folders.Where(folder => !modules.TryGetValue(folder.ManifestPath, out var module) || Matches(module))];
        return left.Length > 0 ? new ModuleSelection(left, []) : new ModuleSelection([], [$"none of the modules of {root} that were asked for is {Said()}"]);
    }

    public bool Matches(PlatformModule module) => IsMatch(Hosts, module.Host) && MatchesTier(module.Tier);

    /// <summary>Whether a tier is meant; that of nothing is only where none is named.</summary>
    public bool MatchesTier(string? tier) => IsMatch(Tiers, tier);

    /// <summary>A sentence for each tier without a wildcard that no module of the root is in.</summary>
    public IEnumerable<string> TierErrors(PlatformRoot root, ModuleCatalog whole)
    {
        string[] known = [.. whole.Modules.Select(m => m.Tier).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return Unknown(Tiers, known).Select(tier => $"no module of {root} is in tier '{TerminalText.Clean(tier)}'{(NearestName.Find(tier, known) is { } near ? $"; did you mean {near}?" : $"; its tiers are {string.Join(", ", known)}")}");
    }

    private IEnumerable<string> HostErrors(PlatformRoot root, ModuleCatalog whole)
    {
        string[] known = [.. whole.Inventory.Hosts.Select(h => h.Name).Concat(whole.Modules.Select(m => m.Host)).Distinct(StringComparer.Ordinal)];
        return Unknown(Hosts, known).Select(host => $"no host '{TerminalText.Clean(host)}' in {root}{(NearestName.Find(host, known) is { } near ? $"; did you mean {near}?" : "")}");
    }

    private static IEnumerable<string> Unknown(IReadOnlyList<string> words, IReadOnlyCollection<string> known) =>
        words.Where(word => !word.AsSpan().ContainsAny('*', '?') && !known.Contains(word, StringComparer.Ordinal));

    private static bool IsMatch(IReadOnlyList<string> words, string? name) =>
        words.Count == 0 || (name is not null && words.Any(word => FileSystemName.MatchesSimpleExpression(word, name, ignoreCase: false)));

    private string Said() => string.Join(" and ", ((string?[])
    [
        Hosts.Count > 0 ? $"on {TerminalText.Clean(string.Join(", ", Hosts))}" : null, Tiers.Count > 0 ? $"in tier {TerminalText.Clean(string.Join(", ", Tiers))}" : null,
    ]).OfType<string>());
}
