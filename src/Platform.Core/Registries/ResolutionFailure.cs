using Platform.Text;

namespace Platform.Registries;

/// <summary>Why an image was not resolved.</summary>
internal sealed record ResolutionFailure
{
    public ResolutionFailure(ResolutionStatus status, string message) => (Status, Message) = (status, TerminalText.Clean(message));

    public ResolutionStatus Status { get; }

    /// <summary>One sentence with the way out. Made of our words, names and numbers: nothing that a server sent stands in it.</summary>
    public string Message { get; }

    /// <summary>How long the registry asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
