using System.Globalization;
using System.Text;
using Platform.Access.Sessions;
using Platform.Files;
using Platform.Processes;

namespace Platform.Access.Running;

/// <summary>
/// The processes of a session, whoever started them: each inherits a variable that names the session, and an agent of a session has its
/// socket among its arguments. So they are found after the wrapper was killed and the state was lost. Linux only; elsewhere
/// only the wrapper itself ends them.
/// </summary>
internal static class SessionProcesses
{
    /// <summary>Names the session to its child, and marks every process that comes of it.</summary>
    public const string Variable = "PLATFORM_ACCESS_SESSION";

    /// <summary>Where the folders of runs are, so that a sweep leaves alone what belongs to another state of the same account.</summary>
    public const string FolderVariable = "PLATFORM_ACCESS_RUNS";

    private const string Agent = "agent";
    private const int MostEnvironment = 4 << 20;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestKill = TimeSpan.FromSeconds(5);

    /// <summary>Path of the socket of a session's agent.</summary>
    public static string SocketOf(string session) => Path.Combine(RunFolder.PathOf(session), Agent);

    /// <summary>Every process of this account that is of some session: its id, and the session's.</summary>
    public static IReadOnlyList<(int Process, string Session)> All()
    {
        if (!OperatingSystem.IsLinux()) return [];
        List<(int, string)> found = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == Environment.ProcessId) continue;
            if (SessionOf(folder) is { } session) found.Add((id, session));
        }

        return found;
    }

    /// <summary>Asks the processes of a session to end, and ends those that do not.</summary>
    /// <returns>True where none is left.</returns>
    public static async Task<bool> EndAsync(string session, TimeSpan grace, TimeProvider time)
    {
        var began = time.GetTimestamp();
        var asked = false;
        while (true)
        {
            var left = All().Where(found => found.Session == session).Select(found => found.Process).ToArray();
            if (left.Length == 0) return true;
            var waited = time.GetElapsedTime(began);
            if (waited > grace + LongestKill) return false;
            foreach (var process in left)
            {
                if (waited >= grace) UnixSignal.End(process);
                else if (!asked) UnixSignal.AskToEnd(process);
            }

            asked = true;
            await Task.Delay(Step, CancellationToken.None);
        }
    }

    private static string? SessionOf(string folder)
    {
        string[] environment = Words(folder, "environ");
        if (environment.Contains($"{FolderVariable}={RunFolder.Parent}", StringComparer.Ordinal) &&
            environment.FirstOrDefault(variable => variable.StartsWith(Variable + "=", StringComparison.Ordinal)) is { } named && named[(Variable.Length + 1)..] is var session && SessionId.Parse(session) == session)
            return session;
        // An agent lets nobody read its environment (PR_SET_DUMPABLE).
        string[] words = [.. Words(folder, "cmdline")];
        if (words.Length == 0 || Path.GetFileName(words[0]) != "ssh-agent") return null;
        return words.Where(word => Path.GetFileName(word) == Agent).Select(word => Path.GetFileName(Path.GetDirectoryName(word)) ?? "")
            .FirstOrDefault(id => SessionId.Parse(id) == id && words.Contains(SocketOf(id), StringComparer.Ordinal));
    }

    /// <summary>Of a process that has ended, or is somebody else's, there is nothing to read.</summary>
    private static string[] Words(string folder, string file)
    {
        try
        {
            return OrdinaryFile.Read(Path.Combine(folder, file), MostEnvironment).Bytes is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes).Split('\0') : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
