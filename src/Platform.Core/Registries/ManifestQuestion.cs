using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Platform.Docker;
using Platform.Yaml;

namespace Platform.Registries;

/// <summary>Asks one registry which digest a tag has.</summary>
/// <remarks>https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests</remarks>
/// <param name="session">Talks to the registry.</param>
/// <param name="image">What is asked for.</param>
internal sealed class ManifestQuestion(RegistrySession session, ImageReference image)
{
    /// <summary>The digest, by HEAD: that counts as no pull. Where the header lacks it, the content is read and hashed.</summary>
    /// <param name="reference">A tag or a digest.</param>
    /// <param name="withContent">Whether the content is wanted as well.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ManifestAnswer> AskAsync(string reference, bool withContent, CancellationToken cancellationToken)
    {
        if (!withContent)
        {
            var (head, failure) = await SendAsync(HttpMethod.Head, reference, cancellationToken);
            if (failure is not null) return new ManifestAnswer { Failure = failure, RateLimit = head?.RateLimit };
            if (head is { Status: HttpStatusCode.OK, Digest: { } digest } && ManifestMediaType.KindOf(head.MediaType) is not null)
                return Judge(new ManifestAnswer { Digest = digest, Source = DigestSource.Header, MediaType = head.MediaType, RateLimit = head.RateLimit }, reference);
        }

        var (reply, refusal) = await SendAsync(HttpMethod.Get, reference, cancellationToken);
        if (refusal is not null || reply is null) return new ManifestAnswer { Failure = refusal, RateLimit = reply?.RateLimit };
        if (ManifestMediaType.KindOf(reply.MediaType) is null)
        {
            return new ManifestAnswer
            {
                Failure = new ResolutionFailure(reply.SaysRegistry ? ResolutionStatus.Failed : ResolutionStatus.NotARegistry, $"{image.Registry} answers {image.Path} with something that is no manifest of OCI or Docker (schema 2)"),
                RateLimit = reply.RateLimit,
            };
        }

        var content = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(reply.Body));
        // sha512 is allowed, and rare: what the header says in another algorithm is hashed by that.
        if (reply.Digest?.StartsWith("sha512:", StringComparison.Ordinal) is true) content = "sha512:" + Convert.ToHexStringLower(SHA512.HashData(reply.Body));
        var answer = new ManifestAnswer { Digest = content, Source = DigestSource.Content, MediaType = reply.MediaType, Content = reply.Body, RateLimit = reply.RateLimit };
        if (reply.Digest is { } said && said != content)
            return answer with { Failure = new ResolutionFailure(ResolutionStatus.DigestMismatch, $"the content that {image.Registry} sends for {image.Path} does not have the digest that it names; something between changes it") };
        return IsDocument(reply.Body)
            ? Judge(answer, reference)
            : answer with { Failure = new ResolutionFailure(ResolutionStatus.NotARegistry, $"{image.Registry} sends a manifest of {image.Path} that is no JSON document, so that its digest proves nothing") };
    }

    /// <summary>Whether bytes can be a manifest: those of an empty or cut answer have a digest as well.</summary>
    private static bool IsDocument(ReadOnlySpan<byte> body) =>
        JsonReader.Read(body, limits: DocumentLimits.Large with { MaxBytes = RegistryReply.MostBytes }) is { IsValid: true, Root.Kind: YamlKind.Mapping };

    /// <summary>What is asked for by its digest has that digest, or is something else.</summary>
    private ManifestAnswer Judge(ManifestAnswer answer, string reference) => ImageDigest.IsValid(reference) && reference != answer.Digest && IsSameAlgorithm(reference, answer.Digest)
        ? answer with { Failure = new ResolutionFailure(ResolutionStatus.DigestMismatch, $"{image.Registry} was asked for {image.Path} by its digest, and answers with another") }
        : answer;

    private static bool IsSameAlgorithm(string one, string? other) => other is not null && one.Split(':')[0] == other.Split(':')[0];

    /// <summary>An answer with status 200, or the reason why there is none.</summary>
    private async Task<(RegistryReply? Reply, ResolutionFailure? Failure)> SendAsync(HttpMethod method, string reference, CancellationToken cancellationToken)
    {
        var sent = await session.SendAsync(method, $"v2/{image.Path}/manifests/{reference}", image.Path, cancellationToken);
        if (sent.Reply is not { } reply) return (null, sent.Failure);
        return reply.Status switch
        {
            HttpStatusCode.OK => (reply, null),
            HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented when method == HttpMethod.Head => (reply, null), // asked again by GET
            HttpStatusCode.NotFound => (reply, await NotFoundAsync(reply, reference, cancellationToken)),
            HttpStatusCode.Forbidden => (reply, new ResolutionFailure(ResolutionStatus.Unauthorised, $"{image.Registry} does not let this account see {image.Path}; docker login {image.Registry}")),
            HttpStatusCode.TooManyRequests => (reply, RegistrySession.RateLimited(image.Registry, reply)),
            >= HttpStatusCode.InternalServerError => (reply, new ResolutionFailure(ResolutionStatus.Failed, Status(reply) + "; try again later")),
            _ => (reply, new ResolutionFailure(ResolutionStatus.NotARegistry, Status(reply) + ", which a registry does not; check the address and the port")),
        };
    }

    /// <summary>Any web server says of a path that it is not there. A registry answers at its root.</summary>
    private async Task<ResolutionFailure> NotFoundAsync(RegistryReply reply, string reference, CancellationToken cancellationToken)
    {
        var isRegistry = reply.SaysRegistry ||
            (await session.SendAsync(HttpMethod.Get, "v2/", image.Path, cancellationToken)) is { Failure.Status: ResolutionStatus.Unauthorised } or { Reply.Status: HttpStatusCode.OK or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden };
        return isRegistry
            ? new ResolutionFailure(ResolutionStatus.NotFound, $"{image.Registry} has no {image.Path}{(ImageDigest.IsValid(reference) ? "@" : ":")}{reference}")
            : new ResolutionFailure(ResolutionStatus.NotARegistry, $"{image.Registry} answers, and is no registry: it has no /v2/; check the address and the port");
    }

    private string Status(RegistryReply reply) => string.Create(CultureInfo.InvariantCulture, $"{image.Registry} answers {image.Path} with status {(int)reply.Status}");
}

/// <summary>What a registry says of a tag or a digest.</summary>
internal sealed record ManifestAnswer
{
    public ResolutionFailure? Failure { get; init; }

    public string? Digest { get; init; }

    public DigestSource? Source { get; init; }

    public string? MediaType { get; init; }

    /// <summary>The bytes of the manifest; null where only its digest was asked for.</summary>
    public byte[]? Content { get; init; }

    public RateLimit? RateLimit { get; init; }
}
