using System.Diagnostics;
using System.Globalization;
using System.Text;
using Platform.Files;

namespace Platform.Applying;

/// <summary>Who holds a host's lock.</summary>
/// <param name="Token">Random; tells this run from every other.</param>
/// <param name="Name">For people: <c>user@machine, process 1234</c>.</param>
/// <param name="Origin">Machine, process and its start, by which the same machine can tell whether the holder still lives.</param>
public sealed record LockHolder(string Token, string Name, string Origin)
{
    /// <summary>This process.</summary>
    public static LockHolder Current()
    {
        using var process = Process.GetCurrentProcess();
        return new LockHolder(
            Guid.NewGuid().ToString("N"),
            string.Create(CultureInfo.InvariantCulture, $"{Operator}, process {process.Id}"),
            OriginOf(process));
    }

    /// <summary><c>user@machine</c>, without anything a line or a terminal could be broken with.</summary>
    public static string Operator { get; } = Plain($"{Environment.UserName}@{Environment.MachineName}");

    /// <summary>
    /// Whether a holder on this very machine is certainly gone. Of other machines nothing is known: their lock runs out
    /// by itself.
    /// </summary>
    public static bool IsGone(string origin)
    {
        var parts = origin.Split('/');
        if (parts is not [var machine, var id, var start] || machine != Machine ||
            !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited || StartOf(process) != start;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException)
        {
            return true;
        }
    }

    private static string OriginOf(Process process) => string.Create(CultureInfo.InvariantCulture, $"{Machine}/{process.Id}/{StartOf(process)}");

    // In whole seconds: .NET derives the time from ticks since boot, whose origin it measures again in each process.
    private static string StartOf(Process process)
    {
        const string Ticks = "/proc/{0}/stat";
        var path = string.Format(CultureInfo.InvariantCulture, Ticks, process.Id);
        if (ReadOrNull(path) is not { } stat) return process.StartTime.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        // One that was killed stays in the table until its parent has taken note of that, which may be long.
        return fields[0] is "Z" or "X" ? "ended" : fields[19];
    }

    /// <summary>One boot of one machine, and one space of process ids in it: a container's ids are not the machine's.</summary>
    private static string Machine { get; } = Plain(
        (ReadOrNull("/proc/sys/kernel/random/boot_id") ?? Environment.MachineName) + "-" +
        (new FileInfo("/proc/self/ns/pid").LinkTarget ?? "pid"));

    private static string? ReadOrNull(string path) =>
        OrdinaryFile.Read(path, OrdinaryFile.MostWritten).Bytes is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    private static string Plain(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '-' or '_' ? c : '-'));
}
