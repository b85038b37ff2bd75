using Platform.Docker;

namespace Platform.Editing;

/// <summary>An image that an audit saw, as something that can be tracked: a repository of a registry, and a tag.</summary>
/// <param name="Repository">Where the image comes from: what a mirror serves is the origin's.</param>
/// <param name="Tag">The tag as written.</param>
/// <param name="Digest">The digest as written; null where none is.</param>
internal sealed record ObservedImage(string Repository, string Tag, string? Digest)
{
    /// <summary>Docker prints twelve digits of an id, and takes fewer.</summary>
    private const int LeastOfId = 7;

    public string Reference => $"{Repository}:{Tag}";

    /// <summary>Maps a reference, or says why it cannot be mapped: nothing is ever guessed.</summary>
    /// <param name="text"><c>image_observed</c>.</param>
    /// <param name="aliases">Mirrors of registries.</param>
    /// <param name="why">What is said of the text, to be put behind its name; null where it was mapped.</param>
    public static ObservedImage? Map(string text, RegistryAliases aliases, out string? why)
    {
        why = null;
        if (text.Contains('$', StringComparison.Ordinal)) why = "has a variable in it; write down the image that ran";
        else if (IsId(text)) why = "is an image id, which names no repository";
        else if (!aliases.TryParse(text, out var reference)) why = "is no image reference";
        else if (reference is { Tag: null, Digest: not null }) why = "has a digest and no tag, so that the tracked version is not known; add the tag";
        else if (reference.Tag is null) why = "has no tag; write down the one that ran, for Docker's default is no record";
        else if (reference.Origin is null && RegistryHost.IsThisMachine(reference.Registry)) why = $"is of the registry {reference.Registry}, which every host takes for itself; no other one can pull it";
        else if (reference.Digest is { } digest && !digest.StartsWith("sha256:", StringComparison.Ordinal)) why = "has a digest that is no sha256";
        else return new ObservedImage(reference.Identity, reference.Tag, reference.Digest);
        return null;
    }

    private static bool IsId(string text) =>
        ImageDigest.IsValid(text) || text.StartsWith("sha256:", StringComparison.Ordinal) || (text.Length is >= LeastOfId and <= 64 && ImageDigest.IsHex(text, text.Length));
}
