namespace Platform.Snapshots;

/// <summary>A compose file that containers were started from, as the host sees it now.</summary>
/// <param name="Path">As the label has it.</param>
/// <param name="Place">Whether it is of the platform root.</param>
/// <param name="RootFile">Which of the root's files it is, relative to the root, whatever path leads to it; null for one nobody asked about.</param>
public sealed record OriginFile(string Path, OriginPlace Place, string? RootFile = null);

/// <summary>Where a compose file is on the host.</summary>
public enum OriginPlace
{
    /// <summary>It is gone, may not be seen, or its path is relative.</summary>
    Unknown,

    /// <summary>Below the host's <c>platform_dir</c>.</summary>
    Root,
    Elsewhere,
}
