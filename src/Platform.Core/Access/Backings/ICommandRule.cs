namespace Platform.Access.Backings;

/// <summary>A backing that decides itself which commands its credential may go to.</summary>
internal interface ICommandRule
{
    /// <summary>Judges the words that the actor wants to run, before anything is issued.</summary>
    /// <param name="words">The actor's words.</param>
    /// <param name="command">What is to run in their place, with a program by its absolute path.</param>
    /// <returns>Why they may not run; null where they may.</returns>
    AccessRefusal? Check(IReadOnlyList<string> words, out IReadOnlyList<string> command);
}
