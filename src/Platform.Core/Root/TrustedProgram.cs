namespace Platform.Root;

/// <summary>
/// Words that may be run: this code's own, or a root's for which the user trusts it. What starts a program that a root
/// can name takes one of these, so that no way to it leads past <see cref="Trust"/>.
/// </summary>
internal sealed class TrustedProgram
{
    private TrustedProgram(IReadOnlyList<string> words) => Words = words;

    public IReadOnlyList<string> Words { get; }

    /// <summary>Null where the words may not be run.</summary>
    public static TrustedProgram? Of(RootProgram program, Trust trust) =>
        program.Root is null || trust.SourceOf(program) is not null ? new TrustedProgram(program.Words) : null;
}
