using Platform.Diagnostics;

namespace Platform.Reporting.Merging;

/// <summary>The exit code of a verb that may ask hosts and exits with 0, with 1 for invalid manifests, with 5 where it reached no host and 8 where it compared some.</summary>
internal static class LookedCode
{
    /// <param name="parts">The code of each part, and whether it had modules that have a host to be asked.</param>
    public static int Of(IEnumerable<(int ExitCode, bool Asked)> parts)
    {
        (int ExitCode, bool Asked)[] all = [.. parts];
        if (all.Any(part => part.ExitCode == ExitCodes.CannotWork)) return ExitCodes.CannotWork;
        int[] codes = [.. all.Where(part => part.Asked).Select(part => part.ExitCode).Distinct()];
        return codes switch
        {
            [] => ExitCodes.Success,
            [var same] => same,
            _ => ExitCodes.Partial, // reached here, and not there
        };
    }
}
