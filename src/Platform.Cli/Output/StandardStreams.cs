namespace Platform.Cli.Output;

/// <summary>
/// Tells standard streams from files of this very process: where a shell has closed one (<c>&gt;&amp;-</c>), the runtime's next
/// file gets its number, and what is written to the stream would go there.
/// </summary>
internal static class StandardStreams
{
    private const int Output = 1;
    private const int Error = 2;

    // fcntl.h of Linux: all that a process opens by itself is closed at exec, and nothing that it was started with is.
    private const int CloseOnExec = 0x80000;
    private const int AccessMode = 3;
    private const int ReadOnly = 0;

    /// <summary>Whether results can be written; says so where not. Errors that nobody can read are no reason to stop.</summary>
    public static bool AreUsable()
    {
        if (!IsOpen(Error)) Streams.SilenceErrors();
        if (IsOpen(Output)) return true;
        Messages.Error("standard output is closed; send it to /dev/null to do without it");
        return false;
    }

    private static bool IsOpen(int stream)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/self/fdinfo/{stream}"))
            {
                if (!line.StartsWith("flags:", StringComparison.Ordinal)) continue;
                var flags = Convert.ToInt32(line["flags:".Length..].Trim(), 8);
                return (flags & CloseOnExec) == 0 && (flags & AccessMode) != ReadOnly;
            }

            return true;
        }
        catch (FileNotFoundException)
        {
            return !Directory.Exists("/proc/self/fdinfo"); // no Linux: nobody knows
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
