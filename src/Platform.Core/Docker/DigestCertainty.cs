namespace Platform.Docker;

/// <summary>What can be said about a repository digest. Three values, never two: not proven is not different.</summary>
public enum DigestCertainty
{
    NotProven,
    ProvenEqual,
    ProvenDifferent,
}
