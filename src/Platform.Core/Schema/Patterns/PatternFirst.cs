namespace Platform.Schema.Patterns;

/// <summary>What the text that a part matches can start with.</summary>
internal static class PatternFirst
{
    /// <summary>Whether a pattern can match at the start of the text only.</summary>
    public static bool StartsAnchored(PatternNode pattern) => pattern switch
    {
        PatternNode.Assertion { Kind: AssertionKind.Start } => true,
        PatternNode.Sequence { Parts: [var first, ..] } => StartsAnchored(first),
        PatternNode.Group group => StartsAnchored(group.Part),
        PatternNode.Alternation alternation => alternation.Branches.All(StartsAnchored),
        _ => false,
    };

    /// <summary>
    /// Whether what follows a run of <paramref name="run"/> can never start with one of its code points, so that no run
    /// but the longest can be right.
    /// </summary>
    public static bool CannotContinue(CodePointSet run, IReadOnlyList<PatternNode> parts, int next)
    {
        for (var i = next; i < parts.Count; i++)
        {
            if (parts[i] is PatternNode.Assertion { Kind: AssertionKind.End }) return true;
            var first = new List<CodePointSet>();
            if (!TryAdd(parts[i], first, out var canBeEmpty) || !first.TrueForAll(set => set.IsDisjointFrom(run)))
                return false;
            if (!canBeEmpty) return true;
        }

        return true;
    }

    private static bool TryAdd(PatternNode node, List<CodePointSet> first, out bool canBeEmpty)
    {
        canBeEmpty = false;
        switch (node)
        {
            case PatternNode.Set set:
                first.Add(set.Points);
                return true;
            case PatternNode.Group group:
                return TryAdd(group.Part, first, out canBeEmpty);
            case PatternNode.Repeat repeat:
                var isKnown = TryAdd(repeat.Part, first, out canBeEmpty);
                canBeEmpty |= repeat.Minimum == 0;
                return isKnown;
            case PatternNode.Sequence sequence:
                canBeEmpty = true;
                for (var i = 0; i < sequence.Parts.Count && canBeEmpty; i++)
                {
                    if (!TryAdd(sequence.Parts[i], first, out canBeEmpty)) return false;
                }

                return true;
            case PatternNode.Alternation alternation:
                foreach (var branch in alternation.Branches)
                {
                    if (!TryAdd(branch, first, out var branchCanBeEmpty)) return false;
                    canBeEmpty |= branchCanBeEmpty;
                }

                return true;
            default:
                return false;
        }
    }
}
