using System.Globalization;
using Platform.Processes;

namespace Platform.Applying;

/// <summary>Who holds a host's lock.</summary>
/// <param name="Token">Random; tells this run from every other.</param>
/// <param name="Name">For people: <c>user@machine, process 1234</c>.</param>
/// <param name="Origin">Machine, process and its start, by which the same machine can tell whether the holder still lives.</param>
public sealed record LockHolder(string Token, string Name, string Origin)
{
    /// <summary>This process.</summary>
    public static LockHolder Current() => new(
        Guid.NewGuid().ToString("N"),
        string.Create(CultureInfo.InvariantCulture, $"{Operator}, process {Environment.ProcessId}"),
        ProcessIdentity.Current());

    /// <summary><c>user@machine</c>, without anything a line or a terminal could be broken with.</summary>
    public static string Operator => ProcessIdentity.Account;

    /// <summary>
    /// Whether a holder on this very machine is certainly gone. Of other machines nothing is known: their lock runs out
    /// by itself.
    /// </summary>
    public static bool IsGone(string origin) => ProcessIdentity.IsGone(origin);
}
