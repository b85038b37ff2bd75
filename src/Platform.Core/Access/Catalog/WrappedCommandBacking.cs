namespace Platform.Access.Catalog;

/// <summary>A fixed program that gets secrets which its caller does not.</summary>
/// <param name="Program">Absolute path of the program.</param>
/// <param name="Arguments">
/// A pattern (ECMA-262) for each argument that may be given, in order; each has to match the whole argument. Fewer or more arguments are refused.
/// </param>
/// <param name="Secrets">What goes into the child's environment, by the variable's name.</param>
/// <param name="Input">What the child reads from standard input; null for nothing of ours.</param>
public sealed record WrappedCommandBacking(
    string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, SecretSource> Secrets, SecretSource? Input) : Backing(Word)
{
    public const string Word = "wrapped-command";
}
