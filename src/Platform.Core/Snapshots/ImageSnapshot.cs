using Platform.Docker;

namespace Platform.Snapshots;

/// <summary>One image, from <c>docker image inspect</c>.</summary>
public sealed record ImageSnapshot
{
    public required string Id { get; init; }

    /// <summary>Tags the image has on the host now. They can have moved since a container was created from them.</summary>
    public required IReadOnlyList<string> RepoTags { get; init; }

    /// <summary>
    /// <c>repository@digest</c> for each pull and push, of any repository, in no promised order. Empty for an image
    /// that was built or loaded locally.
    /// </summary>
    public required IReadOnlyList<string> RepoDigests { get; init; }

    public required ImageDefaults Defaults { get; init; }

    /// <summary>The digests this image is known by in one repository, or a mirror of it; empty where none can be proven.</summary>
    /// <param name="repository">Normalised, as <see cref="ImageReference.Identity"/>.</param>
    /// <param name="aliases">The mirrors.</param>
    internal IReadOnlyList<string> DigestsIn(string repository, RegistryAliases aliases)
    {
        List<string> digests = [];
        foreach (var entry in RepoDigests)
        {
            if (aliases.TryParse(entry, out var reference) &&
                reference.Digest is { } digest &&
                string.Equals(reference.Identity, repository, StringComparison.Ordinal))
            {
                digests.Add(digest);
            }
        }

        digests.Sort(StringComparer.Ordinal);
        return digests;
    }
}
