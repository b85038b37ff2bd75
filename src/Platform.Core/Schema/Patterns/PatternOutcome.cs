namespace Platform.Schema.Patterns;

/// <summary>What a pattern says of a text.</summary>
internal enum PatternOutcome
{
    NoMatch,
    Match,

    /// <summary>The budget of steps was used up before an answer.</summary>
    GaveUp,
}
