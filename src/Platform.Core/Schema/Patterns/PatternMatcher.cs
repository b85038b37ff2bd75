namespace Platform.Schema.Patterns;

/// <summary>
/// Runs a <see cref="PatternProgram"/> by backtracking. Every split is tried once at each place at most, since what
/// failed there once fails there again; so the time is linear in program × text, whatever the pattern. Only with
/// backreferences is that not so; then a budget of steps bounds the time.
/// </summary>
internal sealed class PatternMatcher
{
    private const long MaxSteps = 50_000_000;

    /// <summary>Backreferences are rare, and with them a pattern can be as slow as it likes.</summary>
    private const long MaxStepsWithSlots = 2_000_000;

    /// <summary>Beyond 16 MiB of marks, the budget alone has to do.</summary>
    private const long MaxMarks = 1L << 27;

    [ThreadStatic]
    private static PatternMatcher? _kept;

    private readonly PatternStack _stack = new();
    private PatternProgram _program = null!; // set by the one way in, Match
    private string _text = "";
    private ulong[] _marks = [];
    private int[] _slots = [];
    private bool _hasMarks;
    private long _steps;
    private PatternMatcher? _inner;

    public static PatternOutcome Match(PatternProgram program, string text)
    {
        var matcher = _kept ?? new PatternMatcher();
        _kept = null;
        matcher._steps = program.SlotCount > 0 ? MaxStepsWithSlots : MaxSteps;
        matcher.Begin(program, text);
        var isMatch = matcher.Search();
        matcher._text = "";
        _kept = matcher;
        return matcher._steps < 0 ? PatternOutcome.GaveUp : isMatch ? PatternOutcome.Match : PatternOutcome.NoMatch;
    }

    private void Begin(PatternProgram program, string text)
    {
        _program = program;
        _text = text;
        _stack.Clear();
        var marks = (long)program.BranchCount * (text.Length + 1);
        _hasMarks = program.SlotCount == 0 && marks <= MaxMarks;
        if (_hasMarks && marks > 0)
        {
            var words = (int)((marks + 63) >> 6);
            if (_marks.Length < words) _marks = new ulong[words];
            else Array.Clear(_marks, 0, words);
        }

        if (_slots.Length < program.SlotCount) _slots = new int[program.SlotCount];
        Array.Fill(_slots, -1);
    }

    private bool Search()
    {
        for (var start = 0; start <= _text.Length && _steps >= 0; start++)
        {
            if (start > 0 && start < _text.Length && char.IsSurrogatePair(_text[start - 1], _text[start])) continue;
            if (RunFrom(start)) return true;
            if (_program.IsAnchored) return false;
        }

        return false;
    }

    private bool RunFrom(int position)
    {
        var code = _program.Code;
        var next = 0;
        while (--_steps >= 0)
        {
            var instruction = code[next];
            var ok = true;
            next++;
            switch (instruction.Operation)
            {
                case PatternOperation.Match:
                    return true;
                case PatternOperation.Set:
                    ok = TryRead(instruction.Set!, ref position); // every set instruction has one
                    break;
                case PatternOperation.Run:
                    ok = TryReadRun(instruction, ref position);
                    break;
                case PatternOperation.Split:
                    ok = !IsMarked(instruction.Z, position);
                    if (ok) _stack.Push(instruction.Y, position);
                    break;
                case PatternOperation.Jump:
                    next = instruction.X;
                    break;
                case PatternOperation.Assert:
                    ok = IsAt((AssertionKind)instruction.X, position);
                    break;
                case PatternOperation.Look:
                    ok = Look(instruction.Inner!, position) == (instruction.X == 0); // every look has an inside
                    break;
                case PatternOperation.Backreference:
                    ok = TryReadAgain(instruction.X, ref position);
                    break;
                default:
                    ok = UseSlots(instruction, position);
                    break;
            }

            if (!ok && !TryBacktrack(out next, out position)) return false;
        }

        return false;
    }

    private bool TryBacktrack(out int next, out int position)
    {
        while (_stack.TryPop(out next, out position))
        {
            if (next >= 0) return true;
            _slots[~next] = position; // a slot's old value
        }

        return false;
    }

    private bool UseSlots(PatternInstruction instruction, int position)
    {
        if (instruction.Operation == PatternOperation.Progress) return _slots[instruction.X] != position;
        var isSave = instruction.Operation == PatternOperation.Save;
        var end = isSave ? instruction.X + 1 : instruction.Y;
        for (var slot = instruction.X; slot < end; slot++)
        {
            _stack.Push(~slot, _slots[slot]);
            _slots[slot] = isSave ? position : -1;
        }

        return true;
    }

    /// <summary>Whether the split has been tried at the place before; remembers it if not.</summary>
    private bool IsMarked(int branch, int position)
    {
        if (!_hasMarks) return false;
        var bit = ((long)branch * (_text.Length + 1)) + position;
        ref var word = ref _marks[bit >> 6];
        var mask = 1UL << (int)(bit & 63);
        if ((word & mask) != 0) return true;
        word |= mask;
        return false;
    }

    private bool TryRead(CodePointSet set, ref int position)
    {
        var first = _program.IsBackward ? position - 1 : position;
        if ((uint)first >= (uint)_text.Length) return false;
        int point = _text[first];
        var length = 1;
        if (char.IsSurrogate((char)point))
        {
            var pair = char.IsLowSurrogate((char)point) ? first - 1 : first;
            var isPair = _program.IsBackward == char.IsLowSurrogate((char)point)
                && pair >= 0 && pair + 1 < _text.Length && char.IsSurrogatePair(_text[pair], _text[pair + 1]);
            if (isPair) (point, length) = (char.ConvertToUtf32(_text[pair], _text[pair + 1]), 2);
        }

        if (!set.Contains(point)) return false;
        position += _program.IsBackward ? -length : length;
        return true;
    }

    private bool TryReadRun(PatternInstruction run, ref int position)
    {
        var count = 0;
        while (count < run.Y && TryRead(run.Set!, ref position)) count++; // every run has a set
        _steps -= count;
        return count >= run.X;
    }

    private bool TryReadAgain(int slot, ref int position)
    {
        var (from, to) = (_slots[slot], _slots[slot + 1]);
        if (from < 0 || to < 0) return true; // a group that took no part matches nothing
        var length = to - from;
        var start = _program.IsBackward ? position - length : position;
        if (start < 0 || string.CompareOrdinal(_text, start, _text, from, length) != 0 || start + length > _text.Length)
            return false;
        position = _program.IsBackward ? start : start + length;
        _steps -= length;
        return true;
    }

    private bool IsAt(AssertionKind kind, int position) => kind switch
    {
        AssertionKind.Start => position == 0,
        AssertionKind.End => position == _text.Length,
        AssertionKind.WordBoundary => IsWord(position - 1) != IsWord(position),
        _ => IsWord(position - 1) == IsWord(position),
    };

    private bool IsWord(int index) => (uint)index < (uint)_text.Length && PatternClasses.Word.Contains(_text[index]);

    private bool Look(PatternProgram inside, int position)
    {
        _inner ??= new PatternMatcher();
        _inner._steps = _steps;
        _inner.Begin(inside, _text);
        Array.Copy(_slots, _inner._slots, Math.Min(_slots.Length, inside.SlotCount));
        var isMatch = _inner.RunFrom(position);
        _steps = _inner._steps - (_inner._hasMarks ? _inner._marks.Length : 0);
        // Groups inside a look-ahead stay set behind it.
        for (var slot = 0; isMatch && slot < Math.Min(_program.SlotCount, inside.SlotCount); slot++)
        {
            if (_slots[slot] == _inner._slots[slot]) continue;
            _stack.Push(~slot, _slots[slot]);
            _slots[slot] = _inner._slots[slot];
        }

        _inner._text = "";
        return isMatch;
    }
}
