namespace Platform.Access.Running;

/// <summary>What is to run in a session.</summary>
/// <param name="Session">Id of the session.</param>
/// <param name="Words">The program and its arguments. No shell takes part.</param>
public sealed record RunRequest(string Session, IReadOnlyList<string> Words)
{
    /// <summary>An approval that was carried here: the armored signature; null where it was given already.</summary>
    public string? Signature { get; init; }

    /// <summary>Variables of the caller's that the child gets as well.</summary>
    public IReadOnlyList<string> Passed { get; init; } = [];

    /// <summary>Does without the sweep that deletes overdue tokens which know no expiry.</summary>
    public bool WithoutSweeper { get; init; }

    /// <summary>Gets each line that the child prints; null where it prints to this process's own output.</summary>
    public Action<string>? Output { get; init; }
}

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">The child's own, or one of <see cref="Diagnostics.ExitCodes"/>.</param>
/// <param name="Refusal">Why nothing ran; null where something did.</param>
/// <param name="Warning">What else has to be known: a credential that could not be taken back. Null for nothing.</param>
public sealed record RunAnswer(int ExitCode, AccessRefusal? Refusal, string? Warning);
