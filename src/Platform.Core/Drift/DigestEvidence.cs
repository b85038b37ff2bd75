using Platform.Docker;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>What a host proves about a repository digest.</summary>
/// <param name="Certainty">The verdict on the declared digest.</param>
/// <param name="Digests">The digests that are known for the image in the declared repository.</param>
internal sealed record DigestEvidence(DigestCertainty Certainty, IReadOnlyList<string> Digests)
{
    /// <summary>
    /// An image id is no repository digest, so the proof is in <c>RepoDigests</c>: the entries of the declared
    /// repository, wherever they stand in the list. A reference the container was created from with its digest is
    /// proof too, and outlives the image's removal. An image that was built or loaded has neither. Podman's
    /// <c>RepoDigests</c> prove nothing: it lists one for loaded images as well, which it computed itself and no registry has.
    /// </summary>
    public static DigestEvidence Weigh(DeclaredImage? declared, ImageReference? live, ImageSnapshot? image, HostSnapshot snapshot)
    {
        if (declared is null) return new DigestEvidence(DigestCertainty.NotProven, []);

        var repository = declared.Reference.Identity;
        SortedSet<string> digests = new(!snapshot.Engine.IsDocker ? [] : image?.DigestsIn(repository, snapshot.Conventions.Aliases) ?? [], StringComparer.Ordinal);
        if (live?.Digest is { } pinned && string.Equals(live.Identity, repository, StringComparison.Ordinal)) digests.Add(pinned);

        var certainty = declared.Digest switch
        {
            null => DigestCertainty.NotProven,
            var digest when digests.Contains(digest) => DigestCertainty.ProvenEqual,
            _ when digests.Count > 0 => DigestCertainty.ProvenDifferent,
            _ => DigestCertainty.NotProven,
        };
        return new DigestEvidence(certainty, [.. digests]);
    }
}
