namespace Platform.Planning;

/// <summary>Where a host keeps what applying needs there: below its <c>platform_dir</c>.</summary>
internal static class HostFolder
{
    /// <summary>From the platform directory.</summary>
    public const string Folder = "/.platform";

    /// <summary>The record of what was started and done of a plan, relative to the platform directory.</summary>
    public static string RecordOf(string planId) => $".platform/plans/{planId}";
}
