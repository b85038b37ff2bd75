using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Processes;

/// <summary>
/// The children that run now, so that none outlives a process that a signal ends: .NET ends at SIGHUP and SIGQUIT without
/// running anything else, and an ssh that waits for a host would go on waiting.
/// </summary>
public static class RunningChildren
{
    private static readonly List<Process> Running = [];
    private static PosixSignalRegistration[]? s_signals;

    /// <summary>Ends them when this process exits, by whatever way.</summary>
    public static void EndAtExit() => AppDomain.CurrentDomain.ProcessExit += (_, _) => TryEndAll();

    /// <summary>
    /// The same, and at signals that end it. For a process that is somebody else's, such as a PowerShell session: what a signal
    /// does to it is left as it is.
    /// </summary>
    public static void EndWithProcess()
    {
        if (s_signals is not null) return;
        EndAtExit();
        s_signals = OperatingSystem.IsWindows()
            ? []
            : [.. ((PosixSignal[])[PosixSignal.SIGHUP, PosixSignal.SIGQUIT, PosixSignal.SIGTERM]).Select(signal => PosixSignalRegistration.Create(signal, _ => TryEndAll()))];
    }

    internal static void Add(Process child)
    {
        lock (Running) Running.Add(child);
    }

    internal static void Remove(Process child)
    {
        lock (Running) Running.Remove(child);
    }

    private static void TryEndAll()
    {
        try
        {
            EndAll();
        }
        catch (Exception)
        {
            // The process ends, and has nobody to tell: too few file handles to load what this takes, for instance.
        }
    }

    // Apart: what it names is loaded when it is entered.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EndAll()
    {
        Process[] children;
        lock (Running) children = [.. Running];
        foreach (var child in children)
        {
            try
            {
                child.Kill(entireProcessTree: true);
            }
            catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It ended by itself in between.
            }
        }
    }
}
