using System.IO.Enumeration;
using Platform.Root;
using Platform.Text;

namespace Platform.Manifests;

/// <summary>Which modules of a root are meant by the words a user typed.</summary>
/// <param name="Folders">The modules meant, by name, each once.</param>
/// <param name="Errors">One sentence for each word that means none, or for a root that has none.</param>
public sealed record ModuleSelection(IReadOnlyList<ModuleFolder> Folders, IReadOnlyList<string> Errors)
{
    /// <summary>Whether these are all modules of the root.</summary>
    public bool IsAll { get; private init; }

    /// <summary>Some of it.</summary>
    internal ModuleSelection Only(Func<ModuleFolder, bool> isMeant) => this with { Folders = [.. Folders.Where(isMeant)], IsAll = false };

    /// <param name="root">The root.</param>
    /// <param name="words">
    /// Ids, wildcards (<c>honcho-*</c>), paths of module folders or manifests, or <c>all</c>. None means all.
    /// </param>
    /// <param name="currentFolder">What relative paths are relative to.</param>
    public static ModuleSelection Of(PlatformRoot root, IReadOnlyList<string> words, string currentFolder)
    {
        var all = ModuleFolder.AllOf(root);
        if (all.Length == 0) return new ModuleSelection([], [NoModules(root)]) { IsAll = true };
        if (words.Count == 0 || words.Contains("all", StringComparer.Ordinal)) return new ModuleSelection(all, []) { IsAll = true };

        SortedDictionary<string, ModuleFolder> chosen = new(StringComparer.Ordinal);
        // A shell gives as many words as there are folders: modules/*
        var known = words.Count > 1 ? PlacesOf(all) : null;
        List<string> errors = [];
        foreach (var word in words)
        {
            var found = Matching(all, known, word, currentFolder).ToArray();
            foreach (var folder in found) chosen[folder.Name] = folder;
            if (found.Length == 0) errors.Add(Unknown(root, all, word, withNearest: errors.Count < MostSuggestions));
        }

        return new ModuleSelection([.. chosen.Values], errors);
    }

    /// <summary>What is said of a root without modules: nothing in it can be right or wrong.</summary>
    public static string NoModules(PlatformRoot root) =>
        $"{root} has no modules: no folder in {root.ModulesPath}; a module is a folder there with a {ModuleFolder.ManifestName}";

    /// <summary>After this many words that mean nothing, what was meant is not to be guessed from names.</summary>
    private const int MostSuggestions = 20;

    /// <summary>Ids, and absolute paths of folders and manifests; an id is no absolute path.</summary>
    private static Dictionary<string, ModuleFolder> PlacesOf(ModuleFolder[] all)
    {
        Dictionary<string, ModuleFolder> places = new(all.Length * 3, StringComparer.Ordinal);
        foreach (var folder in all) places[folder.Name] = places[folder.Path] = places[folder.ManifestPath] = folder;
        return places;
    }

    private static IEnumerable<ModuleFolder> Matching(
        ModuleFolder[] all, Dictionary<string, ModuleFolder>? known, string word, string currentFolder)
    {
        if (word.AsSpan().ContainsAny('*', '?'))
            return all.Where(f => FileSystemName.MatchesSimpleExpression(word, f.Name, ignoreCase: false));

        if (known is not null)
        {
            return known.TryGetValue(word, out var folder) || known.TryGetValue(Path.TrimEndingDirectorySeparator(Path.GetFullPath(word, currentFolder)), out folder)
                ? [folder]
                : [];
        }

        var byId = all.Where(f => string.Equals(f.Name, word, StringComparison.Ordinal)).ToArray();
        if (byId.Length > 0) return byId;

        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(word, currentFolder));
        return all.Where(f =>
            string.Equals(f.Path, path, StringComparison.Ordinal) || string.Equals(f.ManifestPath, path, StringComparison.Ordinal));
    }

    private static string Unknown(PlatformRoot root, ModuleFolder[] all, string word, bool withNearest)
    {
        var nearest = withNearest ? NearestName.Find(word, all.Select(f => f.Name)) : null;
        return $"no module '{TerminalText.Clean(word)}' in {root}" + (nearest is null ? "" : $"; did you mean {nearest}?");
    }
}
