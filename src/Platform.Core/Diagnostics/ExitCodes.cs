namespace Platform.Diagnostics;

/// <summary>Every exit code of <c>platformctl</c>, and what it says. A verb uses some of them; <c>plan</c> alone gives three of them other meanings.</summary>
public static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Wrong usage, unreadable root, or an invalid manifest for the work asked.</summary>
    public const int CannotWork = 1;

    /// <summary>Everything was compared or judged, and something is not as it should be: drift, a policy finding.</summary>
    public const int Found = 2;

    /// <summary>The plan is stale.</summary>
    public const int Stale = 3;

    /// <summary>Not approved: a wrong or missing approval, or an expired one.</summary>
    public const int NotApproved = 4;

    /// <summary>Nothing could be done, because no host (or registry) was reached.</summary>
    public const int Unreachable = 5;

    /// <summary>Somebody else holds the lock of a host.</summary>
    public const int Locked = 6;

    /// <summary>The audit of access cannot be written: without it nothing is given.</summary>
    public const int NoAudit = 6;

    /// <summary>A part was done, compared or written, and a part was not.</summary>
    public const int Partial = 8;

    /// <summary>A change failed its verification, and everything was put back.</summary>
    public const int PutBack = 9;

    /// <summary>A session's time was over, and its command was ended; as timeout(1) says it.</summary>
    public const int Expired = 124;

    /// <summary>There is no such program, as shells say it.</summary>
    public const int NoSuchProgram = 127;

    /// <summary>128 and SIGINT, as shells say it.</summary>
    public const int Interrupted = 130;

    /// <summary>The codes of <c>plan</c>, which a pipeline reads as it reads those of <c>diff</c> (R3.1).</summary>
    public static class OfPlan
    {
        public const int NoDrift = 0;

        public const int Drift = 1;

        public const int Error = 2;
    }
}
