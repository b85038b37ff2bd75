using System.Diagnostics;
using System.Globalization;
using System.Text;
using Platform.Files;

namespace Platform.Processes;

/// <summary>A process beyond doubt: ids are used again, and a machine that was restarted has the same ones.</summary>
internal static class ProcessIdentity
{
    /// <summary>This process: machine and boot, process id and start, with slashes between.</summary>
    public static string Current()
    {
        using var process = Process.GetCurrentProcess();
        return Of(process);
    }

    public static string Of(Process process) => string.Create(CultureInfo.InvariantCulture, $"{Machine}/{process.Id}/{StartOf(process)}");

    /// <summary>Whether a process of this very machine is certainly gone. Of processes elsewhere nothing is known.</summary>
    public static bool IsGone(string identity)
    {
        if (identity.Split('/') is not [var machine, var id, var start] || machine != Machine || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            return false;
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

    /// <summary>A text of a system's name or the like, without anything a line or a terminal could be broken with.</summary>
    public static string Plain(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '-' or '_' ? c : '-'));

    /// <summary><c>user@machine</c> of this process.</summary>
    public static string Account { get; } = Plain($"{Environment.UserName}@{Environment.MachineName}");

    // In whole seconds: .NET derives the time from ticks since boot, whose origin it measures anew in each process.
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
}
