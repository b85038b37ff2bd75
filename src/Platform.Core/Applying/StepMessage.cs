using Platform.Text;

namespace Platform.Applying;

/// <summary>What may be said of a step that failed. Compose quotes the files it could not read, and with them secrets.</summary>
internal static class StepMessage
{
    private const int EndedByTimeout = 124;

    public static string Of(ApplyAnswer answer) => answer switch
    {
        { Own: { } words } => words,
        { Status: EndedByTimeout } => "it did not end within its time",
        _ => KnownWords.In(answer.Output)?.ToString()
            ?? $"it ended with exit status {answer.Status}; what it printed may hold secrets and is not shown: run it on the host to see",
    };
}
