using System.Net;
using Platform.Docker;

namespace Platform.Registries;

/// <summary>One answer of a server, read to its end.</summary>
internal sealed record RegistryReply
{
    /// <summary>What the specification lets a manifest have at most; more is not read.</summary>
    /// <remarks>https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-manifests</remarks>
    public const int MostBytes = 4 << 20;

    public required HttpStatusCode Status { get; init; }

    /// <summary>Who answered, redirects followed.</summary>
    public required Uri Address { get; init; }

    public byte[] Body { get; init; } = [];

    public string? MediaType { get; init; }

    /// <summary>The header <c>Docker-Content-Digest</c>, where it is one digest; null where two contradict each other.</summary>
    public string? Digest { get; init; }

    /// <summary>Whether the header <c>Docker-Distribution-Api-Version</c> says that it is a registry.</summary>
    public bool SaysRegistry { get; init; }

    public IReadOnlyList<AuthenticationChallenge> Challenges { get; init; } = [];

    public RateLimit? RateLimit { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <param name="response">The answer, whose headers are there.</param>
    /// <param name="body">Its body.</param>
    /// <param name="address">Who answered.</param>
    /// <param name="now">The operator's time, for a date to wait until.</param>
    public static RegistryReply Of(HttpResponseMessage response, byte[] body, Uri address, DateTimeOffset now) => new()
    {
        Status = response.StatusCode,
        Address = address,
        Body = body,
        MediaType = response.Content.Headers.ContentType?.MediaType,
        Digest = response.Headers.TryGetValues("Docker-Content-Digest", out var digests) && digests.Distinct(StringComparer.Ordinal).ToArray() is [var digest] && ImageDigest.IsValid(digest) ? digest : null,
        SaysRegistry = response.Headers.TryGetValues("Docker-Distribution-Api-Version", out var versions) && versions.Any(v => v.StartsWith("registry/2", StringComparison.Ordinal)),
        Challenges = AuthenticationChallenge.Of(response.Headers),
        RateLimit = RateLimit.Of(response.Headers),
        RetryAfter = RateLimit.RetryAfter(response.Headers, now),
    };

    public override string ToString() => $"{(int)Status} of {Address.Authority}";
}
