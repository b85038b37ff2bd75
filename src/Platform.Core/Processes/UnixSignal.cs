using System.Runtime.InteropServices;

namespace Platform.Processes;

/// <summary>Signals to processes by their ids (kill(2)).</summary>
internal static partial class UnixSignal
{
    private const int Terminate = 15;
    private const int Kill = 9;

    /// <summary>Asks a process to end. One that is gone, or somebody else's, is left alone.</summary>
    public static void AskToEnd(int process) => Send(process, Terminate);

    /// <summary>Ends a process.</summary>
    public static void End(int process) => Send(process, Kill);

    private static void Send(int process, int signal)
    {
        // Zero and below would mean groups, or everything.
        if (process > 1 && !OperatingSystem.IsWindows()) _ = SendSignal(process, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SendSignal(int process, int signal);
}
