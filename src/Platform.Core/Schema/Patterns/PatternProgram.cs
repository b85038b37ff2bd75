namespace Platform.Schema.Patterns;

/// <summary>A regular expression as instructions for <see cref="PatternMatcher"/>.</summary>
/// <param name="Code">The instructions; the last is a match.</param>
/// <param name="BranchCount">How many of them are splits, the only places worth remembering.</param>
/// <param name="IsAnchored">Whether a match can start at the start of the text only.</param>
/// <param name="IsBackward">Whether it reads to the left: the inside of a look-behind.</param>
/// <param name="SlotCount">Places of group ends and loop starts to keep; 0 without backreferences.</param>
internal sealed record PatternProgram(
    PatternInstruction[] Code, int BranchCount, bool IsAnchored, bool IsBackward, int SlotCount);

/// <summary>One instruction; what the fields mean depends on the operation.</summary>
internal sealed record PatternInstruction(
    PatternOperation Operation, int X = 0, int Y = 0, int Z = 0, CodePointSet? Set = null, PatternProgram? Inner = null);

internal enum PatternOperation
{
    /// <summary>Reads one code point of Set.</summary>
    Set,

    /// <summary>Reads as many code points of Set as there are, from X to Y; used where fewer would never do.</summary>
    Run,

    /// <summary>Goes on at X, and at Y if that fails; Z numbers the splits.</summary>
    Split,

    /// <summary>Goes on at X.</summary>
    Jump,

    /// <summary>Is at a place of kind X, an <see cref="AssertionKind"/>.</summary>
    Assert,

    /// <summary>Runs Inner from here without moving; X is 1 if it must fail.</summary>
    Look,

    /// <summary>Stores the place in slot X.</summary>
    Save,

    /// <summary>Forgets the slots from X to before Y.</summary>
    Forget,

    /// <summary>Fails if nothing has been read since slot X was stored.</summary>
    Progress,

    /// <summary>Reads again what the group of slots X and X + 1 has read.</summary>
    Backreference,

    /// <summary>The end.</summary>
    Match,
}
