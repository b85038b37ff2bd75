namespace Platform.Schema.Patterns;

/// <summary>The classes that ECMA-262 names by one letter; unlike .NET's, <c>\d</c> and <c>\w</c> are ASCII.</summary>
internal static class PatternClasses
{
    public static CodePointSet Digits { get; } = new(['0', '9']);

    public static CodePointSet Word { get; } = new(['0', '9', 'A', 'Z', '_', '_', 'a', 'z']);

    /// <summary>WhiteSpace and LineTerminator (ECMA-262, 12.2 and 12.3).</summary>
    public static CodePointSet Space { get; } = new(
    [
        '\t', '\r', ' ', ' ', 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029,
        0x202F, 0x202F, 0x205F, 0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF,
    ]);

    /// <summary>What <c>.</c> matches: all but line terminators.</summary>
    public static CodePointSet AnyInLine { get; } = new(['\n', '\n', '\r', '\r', 0x2028, 0x2029], isNegated: true);

    /// <summary>The set of <c>\d</c>, <c>\W</c> and so on; null for any other letter.</summary>
    public static CodePointSet? Find(char letter) => letter switch
    {
        'd' => Digits,
        'w' => Word,
        's' => Space,
        'D' or 'W' or 'S' => new CodePointSet(Find(char.ToLowerInvariant(letter))!.Ranges, isNegated: true), // those three exist
        _ => null,
    };
}
