namespace Platform.Drift.Configuration;

/// <summary>Comparisons whose values may be shown.</summary>
internal static class TextComparison
{
    /// <summary>Stands where there is no value.</summary>
    public const string Nothing = "nothing";

    private const string Container = "the container";

    /// <summary>Sets: what is missing is expected, what is too much is actual.</summary>
    public static DriftFinding? OfSets(string code, string field, IEnumerable<string> expected, IEnumerable<string> actual, string owner = Container)
    {
        HashSet<string> missing = new(expected, StringComparer.Ordinal);
        HashSet<string> added = new(actual, StringComparer.Ordinal);
        string[] both = [.. missing.Intersect(added, StringComparer.Ordinal)];
        missing.ExceptWith(both);
        added.ExceptWith(both);
        return missing.Count + added.Count == 0 ? null : Finding(code, field, List(missing), List(added), owner) with
        {
            Entries = [.. FindingEntry.All(missing, EntryFate.Missing), .. FindingEntry.All(added, EntryFate.Added)],
        };
    }

    public static DriftFinding? OfTexts(string code, string field, string expected, string actual, string owner = Container) =>
        string.Equals(expected, actual, StringComparison.Ordinal) ? null : Finding(code, field, Shown(expected), Shown(actual), owner);

    private static DriftFinding Finding(string code, string field, string expected, string actual, string owner) => new(
        code, FindingSeverity.Drift, field, expected, actual, $"{field}: the compose file says {expected}, {owner} has {actual}");

    private static string List(HashSet<string> values) =>
        values.Count == 0 ? "nothing more" : string.Join(", ", values.Order(StringComparer.Ordinal));

    private static string Shown(string value) => value.Length == 0 ? Nothing : value;
}
