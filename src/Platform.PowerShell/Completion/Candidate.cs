namespace Platform.PowerShell.Completion;

/// <summary>One word that may stand where something is completed.</summary>
/// <param name="Name">The word.</param>
/// <param name="About">What the tooltip says of it; null where there is nothing to say.</param>
public readonly record struct Candidate(string Name, string? About);
