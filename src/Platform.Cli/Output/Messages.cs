using Platform.Hosts;
using Platform.Manifests;

namespace Platform.Cli.Output;

/// <summary>Sentences on standard error: standard output carries the result and nothing else.</summary>
internal static class Messages
{
    private const int Longest = 2_000;

    public static void Error(string message) => Write("platformctl: " + message);

    /// <summary>What is being done, for whoever watches.</summary>
    public static void Progress(string message) => Write(message);

    public static void Failure(HostObservation observation)
    {
        if (observation.Failure is not { } failure) return;
        Error(failure.Message);
        if (failure.Detail is { } detail) Error(detail);
    }

    public static void Diagnostics(IEnumerable<ManifestDiagnostic> diagnostics)
    {
        Streams.WriteErrors(diagnostics.Select(d => Cut(d.ToString())));
    }

    private static void Write(string message) => Streams.WriteErrors([Cut(message)]);

    private static string Cut(string message) => message.Length <= Longest ? message : message[..Longest] + "…";
}
