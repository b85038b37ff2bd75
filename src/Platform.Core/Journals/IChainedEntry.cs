namespace Platform.Journals;

/// <summary>One line of a chained file: it has its number, and the hash of the line before.</summary>
/// <typeparam name="TSelf">The entry's own type.</typeparam>
internal interface IChainedEntry<TSelf>
    where TSelf : class, IChainedEntry<TSelf>
{
    /// <summary>From 1, without gaps.</summary>
    long Sequence { get; }

    /// <summary>SHA-256 of the line before, 64 hex digits; zeros for the first.</summary>
    string Previous { get; }

    /// <summary>Whether it begins something whose end has to be written down as well.</summary>
    bool Begins { get; }

    /// <summary>The same entry with its place in the chain.</summary>
    TSelf Chained(long sequence, string previous);

    /// <summary>The entry that says, before this one, that a line which a crash had cut was taken away.</summary>
    TSelf Recovered(string message);
}
