using System.Runtime.InteropServices;

namespace Platform.Processes;

/// <summary>
/// Keeps what a process has in memory out of core dumps, its children's too, and out of the reach of other processes of the account.
/// </summary>
internal static partial class ProcessSecrecy
{
    private const int SetDumpable = 4; // PR_SET_DUMPABLE: no core, no ptrace, /proc/self/mem and environ are root's
    private const int SetChildSubreaper = 36; // PR_SET_CHILD_SUBREAPER
    private const int CoreLimit = 4; // RLIMIT_CORE, on Linux and macOS

    /// <summary>
    /// No process that this one starts from now on leaves a core dump: the limit is inherited (setrlimit(2)). For a process that is
    /// somebody else's, such as a PowerShell session: nothing else of it changes.
    /// </summary>
    public static void LeaveNoCores()
    {
        if (OperatingSystem.IsWindows() || GetLimit(CoreLimit, out var limit) != 0) return;
        limit.Soft = 0;
        _ = SetLimit(CoreLimit, limit);
    }

    /// <summary>
    /// The same, and this process can be read by no other of its account (prctl(2)); what its children leave behind becomes its own
    /// child, and is found when the session ends.
    /// </summary>
    public static void Close()
    {
        LeaveNoCores();
        if (!OperatingSystem.IsLinux()) return;
        _ = Control(SetDumpable, 0, 0, 0, 0);
        _ = Control(SetChildSubreaper, 1, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    /// <summary><c>struct rlimit</c> of 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
