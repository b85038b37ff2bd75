using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Platform.Text;

namespace Platform.Registries;

/// <summary>Asks registries which digest an image has now. Read-only, and counts as no pull.</summary>
/// <param name="options">How registries are asked.</param>
/// <param name="time">The operator's clock.</param>
public sealed class ImageResolver(RegistryOptions options, TimeProvider time) : IDisposable
{
    /// <summary>A registry is asked for so many images at a time.</summary>
    private const int AtATime = 4;

    private readonly CredentialStore _credentials = new(options.DockerConfigFolder);
    private readonly ConcurrentDictionary<string, Lazy<RegistrySession>> _sessions = new(StringComparer.Ordinal);

    /// <summary>Resolves references, several at a time, and gives the results in their order.</summary>
    /// <param name="references">Image references as users write them.</param>
    /// <param name="cancellationToken">Ends all requests.</param>
    /// <exception cref="FormatException">One of them is no image reference.</exception>
    public async IAsyncEnumerable<ImageResolution> ResolveAsync(IReadOnlyList<string> references, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var places = new SemaphoreSlim(AtATime);
        Task<ImageResolution>[] asked = [.. references.Select(reference => OneAsync(reference, places, stop.Token))];
        try
        {
            foreach (var task in asked) yield return await task;
        }
        finally
        {
            await stop.CancelAsync();
            Task all = Task.WhenAll(asked);
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Resolves one reference.</summary>
    /// <param name="reference">An image reference as users write it.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="FormatException">It is no image reference.</exception>
    public async Task<ImageResolution> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        if (!options.Settings.Aliases.TryParse(reference, out var image)) throw new FormatException(InvalidReference(reference));
        var session = _sessions.GetOrAdd(image.Registry, registry => new Lazy<RegistrySession>(() => new RegistrySession(registry, options, _credentials, time))).Value;
        var question = new ManifestQuestion(session, image);
        var tag = image.EffectiveTag;
        var result = new ImageResolution
        {
            Reference = reference,
            Image = $"{image.Repository}{(tag is null ? "" : ":" + tag)}{(image.Digest is null ? "" : "@" + image.Digest)}",
            Registry = image.Registry,
            Repository = image.Repository,
            Tag = tag,
            MirrorOf = image.Origin,
            PinnedDigest = image.Digest,
            Platform = options.Platform?.ToString(),
            Status = ResolutionStatus.Resolved,
        };
        var answer = await question.AskAsync(tag ?? image.Digest!, withContent: options.Platform is not null, cancellationToken); // without a tag there is a digest
        result = With(result, answer);
        if (answer.Failure is not null) return result;
        if (tag is not null && image.Digest is { } pinned) result = result with { PinnedDigestAgrees = pinned == answer.Digest, Message = pinned == answer.Digest ? null : $"the tag {tag} has another digest now than the reference is pinned to" };
        return options.Platform is { } platform && answer.Content is { } content ? WithPlatform(result, platform, content) : result;
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
            if (session.IsValueCreated) session.Value.Dispose();
    }

    /// <summary>What is said of a word that is no image reference.</summary>
    public static string InvalidReference(string reference) =>
        $"'{TerminalText.Clean(reference, 200)}' is no image reference; write it like ghcr.io/owner/name:1.2.3 (repository names are lower-case)";

    private async Task<ImageResolution> OneAsync(string reference, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await ResolveAsync(reference, cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    private static ImageResolution With(ImageResolution result, ManifestAnswer answer) => result with
    {
        Status = answer.Failure?.Status ?? ResolutionStatus.Resolved,
        Digest = answer.Failure is null ? answer.Digest : null,
        DigestSource = answer.Failure is null ? answer.Source : null,
        MediaType = answer.Failure is null ? answer.MediaType : null,
        Kind = answer.Failure is null ? ManifestMediaType.KindOf(answer.MediaType) : null,
        RateLimit = answer.RateLimit,
        RetryAfter = answer.Failure?.RetryAfter,
        Message = answer.Failure?.Message,
    };

    private static ImageResolution WithPlatform(ImageResolution result, ImagePlatform platform, byte[] content)
    {
        if (result.Kind is ManifestKind.Manifest)
            return result with { Message = Joined(result.Message, "the image has one manifest, and the registry does not tell of which platform") };
        if (ImageIndex.Read(content) is not { } manifests)
            return result with { Status = ResolutionStatus.NotARegistry, Message = $"{result.Registry} sends an index that is none" };
        if (platform.Choose(manifests) is { } manifest) return result with { PlatformDigest = manifest.Digest };
        var known = manifests.Select(m => m.Platform).Where(p => p.System != "unknown").Select(p => TerminalText.Clean(p.ToString(), 40)).Distinct(StringComparer.Ordinal).Take(20).ToArray();
        return result with { Status = ResolutionStatus.PlatformNotFound, Message = Joined(result.Message, $"there is no {platform}{(known.Length > 0 ? $"; there are {string.Join(", ", known)}" : "")}") };
    }

    private static string Joined(string? one, string other) => one is null ? other : $"{one}; {other}";
}
