namespace Platform.Manifests;

/// <summary>What validation says of one manifest.</summary>
public enum ManifestStatus
{
    Valid,

    /// <summary>It has at least one error.</summary>
    Invalid,
}
