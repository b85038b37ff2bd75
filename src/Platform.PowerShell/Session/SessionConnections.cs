using System.Management.Automation.Runspaces;
using Platform.Hosts;

namespace Platform.PowerShell.Session;

/// <summary>The connections that an interactive session keeps between its looks at hosts. Scripts and jobs keep none.</summary>
internal static class SessionConnections
{
    private const string LineEditor = "PSReadLine";

    /// <summary>A process that ends waits no longer than this to say goodbye; ssh ends idle masters by itself.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(3);

    private static readonly Lock Lock = new();
    private static KeptConnections? s_kept;

    /// <summary>The session's; null where nobody sits at a prompt.</summary>
    public static KeptConnections? OfThis()
    {
        if (!IsInteractive) return null;
        lock (Lock)
        {
            if (s_kept is null)
            {
                s_kept = new KeptConnections(TimeProvider.System);
                AppDomain.CurrentDomain.ProcessExit += EndAtExit;
            }

            return s_kept;
        }
    }

    /// <summary>Ends them all; a later look begins again.</summary>
    public static void End()
    {
        KeptConnections? kept;
        lock (Lock)
        {
            (kept, s_kept) = (s_kept, null);
            AppDomain.CurrentDomain.ProcessExit -= EndAtExit;
        }

        // Neither of those who call can wait in another way: a module that is removed, a process that ends.
        kept?.DisposeAsync().AsTask().Wait(Goodbye);
    }

    private static void EndAtExit(object? sender, EventArgs e) => End();

    /// <summary>
    /// A host that is about to show a prompt loads the line editor, and one that runs a command or a script does not: it is
    /// asked what it was started with, not what somebody has imported since.
    /// </summary>
    private static bool IsInteractive =>
        !Console.IsInputRedirected && Runspace.DefaultRunspace?.InitialSessionState?.Modules.Any(module => module.Name == LineEditor) is true;
}
