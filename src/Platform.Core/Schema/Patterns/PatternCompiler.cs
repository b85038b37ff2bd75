namespace Platform.Schema.Patterns;

/// <summary>
/// Turns a tree into a <see cref="PatternProgram"/>. Counted repetitions are written out, within a bound.
/// </summary>
internal sealed class PatternCompiler
{
    private const int MaxInstructions = 20_000;
    private const string TooLarge = "it is too large; its counted repetitions multiply";

    private readonly List<PatternInstruction> _code = [];
    private readonly PatternParser _parser;
    private readonly bool _isBackward;
    private int _branches;
    private int _slots;
    private int _copies;

    private PatternCompiler(PatternParser parser, bool isBackward)
    {
        _parser = parser;
        _isBackward = isBackward;
        _slots = parser.HasBackreferences ? 2 * (parser.GroupCount + 1) : 0;
    }

    public static PatternProgram Compile(PatternParser parser, PatternNode pattern) =>
        new PatternCompiler(parser, isBackward: false).Compile(pattern);

    private PatternProgram Compile(PatternNode pattern)
    {
        var isAnchored = !_isBackward && PatternFirst.StartsAnchored(pattern);
        if (isAnchored && pattern is PatternNode.Sequence sequence) EmitAnchored(sequence.Parts);
        else Emit(pattern);
        Emit(new PatternInstruction(PatternOperation.Match));
        return new PatternProgram([.. _code], _branches, isAnchored, _isBackward, _slots);
    }

    /// <summary>
    /// The parts of an anchored pattern. As long as there was no choice before, each starts at one place only, so that
    /// a run of characters that cannot be what follows can be read at once: most patterns of real schemas are just that.
    /// </summary>
    private void EmitAnchored(IReadOnlyList<PatternNode> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var isRun = _branches == 0 && _slots == 0
                && parts[i] is PatternNode.Repeat { Part: PatternNode.Set set }
                && PatternFirst.CannotContinue(set.Points, parts, i + 1);
            if (isRun && parts[i] is PatternNode.Repeat { Part: PatternNode.Set run } repeat)
                Emit(new PatternInstruction(PatternOperation.Run, repeat.Minimum, repeat.Maximum ?? int.MaxValue, Set: run.Points));
            else
                Emit(parts[i]);
        }
    }

    private void Emit(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Set set:
                Emit(new PatternInstruction(PatternOperation.Set, Set: set.Points));
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in _isBackward ? sequence.Parts.Reverse() : sequence.Parts) Emit(part);
                break;
            case PatternNode.Alternation alternation:
                EmitAlternation(alternation.Branches);
                break;
            case PatternNode.Repeat repeat:
                EmitRepeat(repeat);
                break;
            case PatternNode.Group group:
                EmitGroup(group);
                break;
            case PatternNode.Assertion assertion:
                Emit(new PatternInstruction(PatternOperation.Assert, (int)assertion.Kind));
                break;
            case PatternNode.Look look:
                var inner = new PatternCompiler(_parser, look.IsBehind).Compile(look.Part);
                Emit(new PatternInstruction(PatternOperation.Look, look.IsNegative ? 1 : 0, Inner: inner));
                break;
            case PatternNode.Backreference reference:
                Emit(new PatternInstruction(PatternOperation.Backreference, 2 * NumberOf(reference)));
                break;
        }
    }

    private void EmitAlternation(IReadOnlyList<PatternNode> branches)
    {
        var jumps = new List<int>();
        for (var i = 0; i < branches.Count; i++)
        {
            var isLast = i == branches.Count - 1;
            var split = isLast ? -1 : EmitSplit();
            Emit(branches[i]);
            if (isLast) break;
            jumps.Add(_code.Count);
            Emit(new PatternInstruction(PatternOperation.Jump));
            _code[split] = _code[split] with { Y = _code.Count };
        }

        foreach (var jump in jumps) _code[jump] = _code[jump] with { X = _code.Count };
    }

    private void EmitRepeat(PatternNode.Repeat repeat)
    {
        if (repeat.Part is PatternNode.Set set && repeat.Minimum > 1)
            Emit(new PatternInstruction(PatternOperation.Run, repeat.Minimum, repeat.Minimum, Set: set.Points));
        else
            for (var i = 0; i < repeat.Minimum; i++) EmitCopy(repeat);

        if (repeat.Maximum is { } maximum) EmitOptional(repeat, maximum - repeat.Minimum);
        else EmitLoop(repeat);
    }

    private void EmitOptional(PatternNode.Repeat repeat, int count)
    {
        var splits = new List<int>();
        for (var i = 0; i < count; i++)
        {
            splits.Add(EmitSplit());
            EmitCopy(repeat);
        }

        foreach (var split in splits) _code[split] = _code[split] with { Y = _code.Count };
    }

    private void EmitLoop(PatternNode.Repeat repeat)
    {
        var split = EmitSplit();
        var mark = _slots;
        if (_slots > 0)
        {
            // Places are not remembered then, and a round that reads nothing would go round for ever.
            _slots++;
            Emit(new PatternInstruction(PatternOperation.Save, mark));
        }

        EmitCopy(repeat);
        if (mark > 0) Emit(new PatternInstruction(PatternOperation.Progress, mark));
        Emit(new PatternInstruction(PatternOperation.Jump, split));
        _code[split] = _code[split] with { Y = _code.Count };
    }

    private void EmitCopy(PatternNode.Repeat repeat)
    {
        if (++_copies > MaxInstructions) throw new PatternSyntaxException(TooLarge);
        if (_slots > 0 && repeat.Groups.From < repeat.Groups.To)
            Emit(new PatternInstruction(PatternOperation.Forget, 2 * repeat.Groups.From, 2 * repeat.Groups.To));
        Emit(repeat.Part);
    }

    private void EmitGroup(PatternNode.Group group)
    {
        var (first, last) = _isBackward ? (1, 0) : (0, 1);
        if (_slots > 0) Emit(new PatternInstruction(PatternOperation.Save, (2 * group.Number) + first));
        Emit(group.Part);
        if (_slots > 0) Emit(new PatternInstruction(PatternOperation.Save, (2 * group.Number) + last));
    }

    private int NumberOf(PatternNode.Backreference reference)
    {
        var number = reference.Number;
        if (reference.Name is { } name && !_parser.GroupNames.TryGetValue(name, out number))
            throw new PatternSyntaxException($"no group has the name `{name}`");
        if (number > _parser.GroupCount) throw new PatternSyntaxException($"there is no group {number}");
        return number;
    }

    private int EmitSplit()
    {
        Emit(new PatternInstruction(PatternOperation.Split, _code.Count + 1, Z: _branches++));
        return _code.Count - 1;
    }

    private void Emit(PatternInstruction instruction)
    {
        if (_code.Count == MaxInstructions) throw new PatternSyntaxException(TooLarge);
        _code.Add(instruction);
    }
}
