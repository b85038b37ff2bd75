using Platform.Hosts;
using Platform.Manifests;
using Platform.Text;

namespace Platform.Cli.Output;

/// <summary>Sentences on standard error: standard output carries the result and nothing else.</summary>
internal static class Messages
{
    private const int Longest = 2_000;

    public static void Error(string message) => Console.Error.WriteLine("platformctl: " + TerminalText.Clean(message, Longest));

    /// <summary>What is being done, for whoever watches.</summary>
    public static void Progress(string message) => Console.Error.WriteLine(TerminalText.Clean(message, Longest));

    public static void Failure(HostObservation observation)
    {
        if (observation.Failure is not { } failure) return;
        Error(failure.Message);
        if (failure.Detail is { } detail) Error(detail);
    }

    public static void Diagnostics(IEnumerable<ManifestDiagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) Console.Error.WriteLine(TerminalText.Clean(diagnostic.ToString(), Longest));
    }
}
