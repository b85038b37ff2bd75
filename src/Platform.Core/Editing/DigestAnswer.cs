using System.Globalization;
using Platform.Docker;
using Platform.Manifests;
using Platform.Registries;
using Platform.Snapshots;

namespace Platform.Editing;

/// <summary>What somebody who can know it says of the digest of an image: a host that runs it, or its registry.</summary>
/// <param name="Digests">Repository digests of that very reference; none where it cannot be told.</param>
/// <param name="WhyNone">Why there are none; null where there are.</param>
internal sealed record DigestAnswer(IReadOnlyList<string> Digests, string? WhyNone)
{
    /// <summary>What has the digests, as the subject of a sentence.</summary>
    public string Has { get; private init; } = "what runs is";

    /// <summary>The same, where it is set against what is declared.</summary>
    public string Other { get; private init; } = "what runs";

    public static DigestAnswer None(string why) => new([], why);

    /// <summary>What a host says that runs it.</summary>
    /// <param name="module">The module.</param>
    /// <param name="reference">The image that is asked about.</param>
    /// <param name="snapshot">What was seen of the host.</param>
    public static DigestAnswer OfHost(PlatformModule module, ImageReference reference, HostSnapshot snapshot)
    {
        if (LiveImage.Of(module, snapshot, out var fault) is not { } live) return None(fault.Message.TrimEnd('.'));
        if (live.Reference.Identity != reference.Identity || live.Reference.Tag is null || live.Reference.EffectiveTag != reference.EffectiveTag)
            return None($"{snapshot.Host} runs {live.Text}, whose digest says nothing of {reference}");
        return new DigestAnswer(live.Digests, live.WhyNoDigest);
    }

    /// <summary>What the registry says that the image comes from: the digest that the tag has now.</summary>
    public static DigestAnswer OfRegistry(ImageResolution resolution) => resolution is { Status: ResolutionStatus.Resolved, Digest: { } digest }
        ? new DigestAnswer([digest], null) { Has = $"{resolution.Registry} has for the tag {resolution.Tag} now", Other = "that one" }
        : None((resolution.Message ?? $"{resolution.Registry} gives no digest").TrimEnd('.'));

    public static string Several(IReadOnlyList<string> digests) => string.Create(
        CultureInfo.InvariantCulture, $"the image has {digests.Count} digests in its repository ({string.Join(", ", digests.Select(ImageDigest.Shorten))}), an index's and a platform's, say, or those of several pulls");
}
