using Platform.Snapshots;

namespace Platform.Drift.Configuration;

/// <summary>Comparisons whose values are never shown: only the key, or the place, and whether it was added, removed or changed.</summary>
internal static class ValueComparison
{
    /// <param name="code">The code of the finding.</param>
    /// <param name="field">What is compared.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="actual">What is.</param>
    /// <param name="mayAdd">Keys that may be there, with any value, though nobody declared one.</param>
    public static DriftFinding? OfMaps(
        string code, string field, IReadOnlyDictionary<string, OpaqueValue> expected, IReadOnlyDictionary<string, OpaqueValue> actual,
        Func<string, bool> mayAdd)
    {
        string[] added = [.. actual.Keys.Where(key => !expected.ContainsKey(key) && !mayAdd(key))];
        string[] removed = [.. expected.Keys.Where(key => !actual.ContainsKey(key))];
        string[] changed = [.. expected.Keys.Where(key => actual.TryGetValue(key, out var value) && !value.Equals(expected[key]))];
        var difference = string.Join("; ", new[] { Named("added", added), Named("removed", removed), Named("changed", changed) }.Where(kind => kind.Length > 0));
        return difference.Length == 0 ? null : new DriftFinding(
            code, FindingSeverity.Drift, field, null, difference, $"{field}: {difference}, against the compose file")
        {
            Keys = [.. added, .. removed, .. changed],
            Entries = [.. FindingEntry.All(removed, EntryFate.Missing), .. FindingEntry.All(changed, EntryFate.Changed), .. FindingEntry.All(added, EntryFate.Added)],
        };
    }

    /// <summary>
    /// A difference that would be none if the engine's configuration had given what was added: where nobody can tell whether it has, a doubt.
    /// </summary>
    /// <param name="compare">Compares, and takes what nobody can tell of for given or not.</param>
    public static DriftFinding? UnlessGivenByEngine(Func<bool, DriftFinding?> compare)
    {
        var finding = compare(false);
        return finding is null || compare(true) is not null ? finding
            : finding with { Severity = FindingSeverity.Warning, Message = finding.Message + "; the engine's configuration may have given it" };
    }

    public static DriftFinding? OfLists(string code, string field, IReadOnlyList<OpaqueValue>? expected, IReadOnlyList<OpaqueValue> actual)
    {
        if (expected is null || expected.SequenceEqual(actual)) return null;
        var same = expected.Zip(actual).TakeWhile(pair => pair.First.Equals(pair.Second)).Count();
        return new DriftFinding(
            code, FindingSeverity.Drift, field, Count(expected), Count(actual),
            $"{field}: the compose file has {Count(expected)}, the container {Count(actual)}; they differ from number {same + 1} on");
    }

    private static string Named(string word, IEnumerable<string> keys)
    {
        string[] names = [.. keys.Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "" : $"{word} {string.Join(", ", names)}";
    }

    private static string Count(IReadOnlyList<OpaqueValue> words) => words.Count == 1 ? "1 word" : $"{words.Count} words";
}
