using Platform.Hosts;

namespace Platform.Applying;

/// <summary>What may be said of a step that failed. Compose quotes the files it could not read, and with them secrets.</summary>
internal static class StepMessage
{
    private const int EndedByTimeout = 124;

    private static readonly string[] Safe = ["platform:", "Error response from daemon:", "error during connect:", "Cannot connect to the Docker daemon", "no space left"];

    public static string Of(int status, string output)
    {
        if (status == EndedByTimeout) return "it did not end within its time";
        var lines = output.Split('\n').Select(l => l.Trim())
            .Where(line => Safe.Any(start => line.Contains(start, StringComparison.OrdinalIgnoreCase)))
            .Select(line => line.StartsWith("platform: ", StringComparison.Ordinal) ? line["platform: ".Length..] : line);
        return HostText.LastLines(string.Join('\n', lines))
            ?? $"it ended with exit status {status}; what it printed may hold secrets and is not shown: run it on the host to see";
    }
}
