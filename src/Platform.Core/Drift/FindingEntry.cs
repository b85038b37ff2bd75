namespace Platform.Drift;

/// <summary>One entry of a map or a set that differs: a variable, a label, a port. Its value is shown nowhere.</summary>
/// <param name="Name">The key, or the entry itself.</param>
/// <param name="Fate">How it differs.</param>
internal readonly record struct FindingEntry(string Name, EntryFate Fate)
{
    public static IEnumerable<FindingEntry> All(IEnumerable<string> names, EntryFate fate) =>
        names.Order(StringComparer.Ordinal).Select(name => new FindingEntry(name, fate));
}

/// <summary>How an entry differs, seen from what is declared.</summary>
internal enum EntryFate
{
    /// <summary>It is declared, and not there.</summary>
    Missing,

    /// <summary>It is there, and not declared.</summary>
    Added,

    /// <summary>It is there with another value.</summary>
    Changed,
}
