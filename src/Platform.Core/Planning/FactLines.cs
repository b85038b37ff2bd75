using Platform.Docker;

namespace Platform.Planning;

/// <summary>Facts as a reviewer reads them: a line for each value, and one for all entries of a field.</summary>
internal static class FactLines
{
    /// <returns><c>~ image.tag: 3.0.3 → 3.0.6</c>, <c>~ environment: +PASSWORD ~LOG_LEVEL</c>. Digests are shortened, as docker shortens them.</returns>
    public static IEnumerable<string> Of(IEnumerable<PlanFact> facts) => facts
        .GroupBy(fact => fact.Entry is null ? (fact.Field, fact) : (fact.Field, null))
        .Select(group => group.Key.fact is { } single ? ImageDigest.Shorten(single.ToString()) : Entries(group.Key.Field, [.. group]));

    private static string Entries(string field, PlanFact[] entries)
    {
        var sign = entries.All(entry => entry.Change == entries[0].Change) ? entries[0].Sign : '~';
        return $"{sign} {field}: {string.Join(' ', entries.Select(entry => $"{entry.Sign}{entry.Entry}"))}";
    }
}
