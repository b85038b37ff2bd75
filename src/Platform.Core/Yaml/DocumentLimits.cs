namespace Platform.Yaml;

/// <summary>
/// How much a document may ask of its reader; beyond a limit, the document is refused with a diagnostic.
/// </summary>
public sealed record DocumentLimits
{
    /// <summary>The limits of design.md, for manifests and every other file that people write.</summary>
    public static DocumentLimits Default { get; } = new();

    /// <summary>For files that tools write, such as schemas and snapshots: 64 MiB, 256 levels.</summary>
    public static DocumentLimits Large { get; } = new() { MaxBytes = 64 << 20, MaxDepth = 256 };

    /// <summary>The largest size in bytes; more is not even read.</summary>
    public int MaxBytes { get; init; } = 1 << 20;

    /// <summary>How deep lists and mappings may be nested, aliases followed; 1 to 512.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>How many nodes all aliases together may stand for: the bound on "billion laughs".</summary>
    public int MaxAliasedNodes { get; init; } = 100_000;
}
