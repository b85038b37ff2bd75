using System.Globalization;
using Platform.Text;

namespace Platform.Hosts;

/// <summary>What is said of a script that was sent and gave no answer, whatever carried it.</summary>
internal static class ScriptFailure
{
    /// <summary>How much of an answer is searched for words about its failure.</summary>
    private const int LongestEnd = 1024;

    public static HostFailure TimedOut(HostDefinition host, TimeSpan timeout, byte[] output, RawText error, string wayToSee) => new(
        HostFailureReason.CommandTimedOut,
        string.Create(CultureInfo.InvariantCulture, $"{host.Name} did not finish within {timeout.TotalSeconds:0.#} s; {Progress(output)} (command_timeout_seconds in hosts.yaml)"),
        KnownWords.In(error, wayToSee));

    public static HostFailure TooLarge(HostDefinition host) => new(
        HostFailureReason.OutputTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"{host.Name} sent more than {HostTransport.OutputLimit / 1024 / 1024} MiB and was cut off"));

    public static HostFailure ExitStatus(HostDefinition host, int status, byte[] output, RawText error, string wayToSee) => new(
        HostFailureReason.Other,
        string.Create(CultureInfo.InvariantCulture, $"the command on {host.Name} ended with exit status {status}"),
        KnownWords.In(error) ?? KnownWords.In(End(output)) ?? KnownWords.In(error.IsBlank ? End(output) : error, wayToSee));

    /// <summary>The last of an answer that is none: what keeps an account from logging in says so there.</summary>
    private static RawText End(byte[] output) => RawText.OfUtf8(output.AsSpan()[^Math.Min(output.Length, LongestEnd)..]);

    private static string Progress(byte[] output) =>
        output.Length == 0 ? "not a byte of an answer came" : "it started to answer and stopped; is its Docker daemon stuck?";
}
