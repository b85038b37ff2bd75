using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Hosts.SshNet;
using Platform.Snapshots;

namespace Platform.Cli.Output;

/// <summary>Sentences on standard error: standard output carries the result and nothing else.</summary>
internal static class Messages
{
    private const int Longest = 2_000;

    private static int _fallbacks;

    public static void Error(string message) => Write("platformctl: " + message);

    /// <summary>Says that SSH.NET stands in for ssh where it does, once in a run. Called from the threads that ask hosts.</summary>
    public static void Fallback(HostDefinition host)
    {
        if (SshFallback.Takes(host) && Interlocked.Exchange(ref _fallbacks, 1) == 0) Write(SshFallback.Sentence);
    }

    /// <summary>What is being done, for people who watch.</summary>
    public static void Progress(string message) => Write(message);

    public static void Failure(HostObservation observation)
    {
        if (observation.Failure is not { } failure) return;
        Error(failure.Message);
        if (failure.Detail is { } detail) Error(detail);
    }

    public static void Diagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        Streams.WriteErrors(diagnostics.Select(d => Cut(d.ToString())));
    }

    private static void Write(string message) => Streams.WriteErrors([Cut(message)]);

    private static string Cut(string message) => message.Length <= Longest ? message : message[..Longest] + "…";
}
