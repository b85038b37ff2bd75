namespace Platform.Schema.Patterns;

/// <summary>
/// A regular expression as a tree. Whether a quantifier is greedy is not kept: it decides which match is found first,
/// never whether there is one.
/// </summary>
internal abstract record PatternNode
{
    /// <summary>One code point out of a set.</summary>
    public sealed record Set(CodePointSet Points) : PatternNode;

    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    public sealed record Alternation(IReadOnlyList<PatternNode> Branches) : PatternNode;

    /// <param name="Part">What is repeated.</param>
    /// <param name="Minimum">The least number of times.</param>
    /// <param name="Maximum">The largest number; null for no limit.</param>
    /// <param name="Groups">The capturing groups in the part: those from the first number to before the second.</param>
    public sealed record Repeat(PatternNode Part, int Minimum, int? Maximum, (int From, int To) Groups) : PatternNode;

    /// <summary>A capturing group; <paramref name="Number"/> counts from 1.</summary>
    public sealed record Group(int Number, PatternNode Part) : PatternNode;

    /// <summary>What a group has matched, by number, or by name until all names are known.</summary>
    public sealed record Backreference(int Number, string? Name) : PatternNode;

    public sealed record Assertion(AssertionKind Kind) : PatternNode;

    /// <summary>A look-ahead or look-behind.</summary>
    public sealed record Look(PatternNode Part, bool IsBehind, bool IsNegative) : PatternNode;
}

/// <summary>Assertions that look at the place only.</summary>
internal enum AssertionKind
{
    Start,
    End,
    WordBoundary,
    NotWordBoundary,
}
