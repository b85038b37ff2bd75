namespace Platform.Cli;

/// <summary>Exit codes that every verb shares; those of one verb stand with it.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Wrong usage, unreadable root, or an invalid manifest for the work asked.</summary>
    public const int CannotWork = 1;

    /// <summary>128 and SIGINT, as shells say it.</summary>
    public const int Interrupted = 130;
}
