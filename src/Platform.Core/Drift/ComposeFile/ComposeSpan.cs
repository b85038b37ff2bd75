namespace Platform.Drift.ComposeFile;

/// <summary>Where a key, a value, an anchor or an alias begins on a line, and whether it may be shown.</summary>
/// <param name="Start">The first of its characters, from 0.</param>
/// <param name="Length">How many there are; 0 for what is not shown, whose end nobody has to know.</param>
/// <param name="IsShown">False for a value that may be a secret.</param>
internal readonly record struct ComposeSpan(int Start, int Length, bool IsShown);
