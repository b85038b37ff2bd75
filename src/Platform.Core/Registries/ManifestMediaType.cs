namespace Platform.Registries;

/// <summary>The media types of manifests.</summary>
/// <remarks>
/// https://github.com/opencontainers/image-spec/blob/main/media-types.md and
/// https://distribution.github.io/distribution/spec/manifest-v2-2/
/// </remarks>
internal static class ManifestMediaType
{
    private static readonly string[] Indexes = ["application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json"];
    private static readonly string[] Manifests = ["application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"];

    /// <summary>What is accepted, indexes first.</summary>
    public static IEnumerable<string> All => [.. Indexes, .. Manifests];

    /// <summary>Null for a media type that is no manifest's.</summary>
    public static ManifestKind? KindOf(string? mediaType) =>
        Indexes.Contains(mediaType, StringComparer.Ordinal) ? ManifestKind.Index
        : Manifests.Contains(mediaType, StringComparer.Ordinal) ? ManifestKind.Manifest
        : null;
}

/// <summary>What a digest is the digest of. The index of a tag and a manifest of one platform have different digests by design.</summary>
public enum ManifestKind
{
    /// <summary>A list of manifests, one for each platform.</summary>
    Index,

    /// <summary>The manifest of one image.</summary>
    Manifest,
}
