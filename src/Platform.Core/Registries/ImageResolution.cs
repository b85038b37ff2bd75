using System.Text.Json.Serialization;
using Platform.Json;

namespace Platform.Registries;

/// <summary>What a registry says of an image reference.</summary>
public sealed record ImageResolution
{
    /// <summary>The reference as it was asked.</summary>
    public required string Reference { get; init; }

    /// <summary>The same in full: <c>docker.io/library/redis:7</c>.</summary>
    public required string Image { get; init; }

    /// <summary>The registry that was asked: <c>ghcr.io</c>, <c>localhost:5000</c>.</summary>
    public required string Registry { get; init; }

    /// <summary>Registry and path: what the digest belongs to.</summary>
    public required string Repository { get; init; }

    /// <summary>The tag that was asked for, <c>latest</c> where neither tag nor digest is written; null where only a digest is.</summary>
    public string? Tag { get; init; }

    /// <summary>The repository whose images this mirror serves (<c>registry_aliases</c>); null where none is known.</summary>
    public string? MirrorOf { get; init; }

    public required ResolutionStatus Status { get; init; }

    /// <summary>The digest that the tag has now: of the index where there is one, else of the manifest. Null where it is not known.</summary>
    public string? Digest { get; init; }

    /// <summary>What <see cref="Digest"/> is the digest of.</summary>
    public ManifestKind? Kind { get; init; }

    /// <summary>Who says so: the registry's header, or the content itself, which was hashed.</summary>
    public DigestSource? DigestSource { get; init; }

    /// <summary>Media type of what has <see cref="Digest"/>.</summary>
    public string? MediaType { get; init; }

    /// <summary>The digest that the reference is pinned to; null where it is not.</summary>
    public string? PinnedDigest { get; init; }

    /// <summary>Whether the tag still has that digest; null where the reference has no tag or no digest.</summary>
    public bool? PinnedDigestAgrees { get; init; }

    /// <summary>The platform that was asked for; null for none.</summary>
    public string? Platform { get; init; }

    /// <summary>Digest of the manifest of that platform. Never the index's.</summary>
    public string? PlatformDigest { get; init; }

    /// <summary>What the registry says of its limit; null where it says nothing.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>How long the registry asks to wait; null where it does not.</summary>
    [JsonPropertyName("retryAfterSeconds"), JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Why it was not resolved, or what is to be known of it; null where there is nothing to say.</summary>
    public string? Message { get; init; }

    /// <summary>Whether a registry answered, be it with a refusal.</summary>
    [JsonIgnore]
    internal bool IsAnswered => Status is not (ResolutionStatus.Unreachable or ResolutionStatus.TlsFailed or ResolutionStatus.NotARegistry);

    public override string ToString() => Digest is null ? $"{Reference}: {Status}" : $"{Repository}{(Tag is null ? "" : ":" + Tag)}@{Digest}";
}

/// <summary>Where a digest comes from.</summary>
public enum DigestSource
{
    /// <summary>The header <c>Docker-Content-Digest</c>.</summary>
    Header,

    /// <summary>The bytes of the manifest were hashed.</summary>
    Content,
}
