using Platform.Docker;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>The container's image against the one declared: repository, tag and digest, told apart (R2.3, R2.4).</summary>
internal static class ImageComparison
{
    /// <summary>Docker prints twelve digits; a repository whose name is that much of the id by chance there is not.</summary>
    private const int AbbreviatedId = 12;

    private const string PodmanBuilds = "localhost/";

    public static (IReadOnlyList<DriftFinding> Findings, LiveContainer Live) Compare(
        PlatformModule module, DeclaredImage? declared, ContainerSnapshot container, ImageSnapshot? image, HostSnapshot snapshot, RecordedFacts? record)
    {
        var live = ReferenceOf(module, container, snapshot);
        var evidence = DigestEvidence.Weigh(declared, live, image, snapshot);
        List<DriftFinding> findings = [.. DeclaredImage.Remarks(module, declared)];
        if (declared is not null)
        {
            if (Mismatch(declared, container, image, live, evidence) is { } mismatch) findings.Add(mismatch);
            else if (evidence.Certainty is DigestCertainty.NotProven) findings.Add(NotVerified(module, declared, live, image, evidence, snapshot));
            if (Stale(declared, live, evidence, findings, record, snapshot) is { } stale) findings.Add(stale);
        }

        return (findings, new LiveContainer(
            container.Name, container.Id, container.State.Status, container.State.Health,
            container.ImageReference, container.ImageId, evidence.Digests, evidence.Certainty));
    }

    /// <summary>
    /// Null where the container was made from an image id, whole or as docker abbreviates it. An image built by podman is
    /// of a registry <c>localhost</c>, which nobody writes down.
    /// </summary>
    public static ImageReference? ReferenceOf(PlatformModule module, ContainerSnapshot container, HostSnapshot snapshot)
    {
        var text = container.ImageReference;
        if (!snapshot.Engine.IsDocker && module.Runtime.ImageBuild is ImageBuild.Local && text.StartsWith(PodmanBuilds, StringComparison.Ordinal))
            text = text[PodmanBuilds.Length..];
        var isId = text.Length >= AbbreviatedId && container.ImageId.StartsWith("sha256:" + text, StringComparison.Ordinal);
        return !isId && snapshot.Conventions.Aliases.TryParse(text, out var reference) ? reference : null;
    }

    /// <summary>The most telling difference only: another tag makes another digest go without saying.</summary>
    public static DriftFinding? Mismatch(
        DeclaredImage declared, ContainerSnapshot container, ImageSnapshot? image, ImageReference? live, DigestEvidence evidence)
    {
        var expected = declared.Reference;
        if (live is not null && !Same(live.Identity, expected.Identity))
        {
            return new DriftFinding(
                FindingCode.ImageRepositoryMismatch, FindingSeverity.Drift, "image.repository",
                expected.FamiliarRepository, live.FamiliarRepository,
                $"{container.Name} runs {live}, {declared.Basis} is {expected}{SameContent(declared, image)}");
        }

        if (live?.EffectiveTag is { } tag && expected.EffectiveTag is { } expectedTag && !Same(tag, expectedTag))
        {
            var same = evidence.Certainty is DigestCertainty.ProvenEqual ? " (the content is the same: the digest is proven equal)" : "";
            return new DriftFinding(
                FindingCode.ImageTagMismatch, FindingSeverity.Drift, "image.tag", expectedTag, tag,
                $"{container.Name} runs {live.FamiliarRepository}:{tag}, {declared.Basis} is {expectedTag}{same}");
        }

        return evidence.Certainty is not DigestCertainty.ProvenDifferent ? null : new DriftFinding(
            FindingCode.ImageDigestMismatch, FindingSeverity.Drift, "image.digest", declared.Digest, string.Join(", ", evidence.Digests),
            $"{container.Name} runs another image of {expected.FamiliarRepository} than {declared.Basis}: the tag has moved, or the host pulled one platform's manifest of an index");
    }

    /// <summary>A digest is that of the content: the declared one under another repository, a mirror's say, is the same image.</summary>
    private static string SameContent(DeclaredImage declared, ImageSnapshot? image) =>
        declared.Digest is { } digest && image?.RepoDigests.Any(entry => entry.EndsWith("@" + digest, StringComparison.Ordinal)) is true
            ? " (the content is the same: it has the declared digest; a mirror is named in registry_aliases of hosts.yaml)" : "";

    private static DriftFinding NotVerified(
        PlatformModule module, DeclaredImage declared, ImageReference? live, ImageSnapshot? image, DigestEvidence evidence, HostSnapshot snapshot) => new(
        FindingCode.ImageDigestNotVerified, FindingSeverity.Warning, "image.digest", declared.Digest,
        evidence.Digests.Count == 0 ? null : string.Join(", ", evidence.Digests), "digest not proven: " + WhyNotProven(module, declared, live, image, snapshot));

    /// <summary>Why no digest of an image is proven; goes on from "digest not proven: ".</summary>
    public static string WhyNotProven(
        PlatformModule module, DeclaredImage declared, ImageReference? live, ImageSnapshot? image, HostSnapshot snapshot)
    {
        var engine = snapshot.Engine;
        return (live, image) switch
        {
            (_, null) => snapshot.GapIn(SnapshotPart.Images) ?? "the image was removed from the host",
            (null, _) => "the container was created from a bare image id",
            _ when module.Runtime.ImageBuild is ImageBuild.Local => "the image is built locally",
            _ when engine.Kind is EngineKind.Unknown => "docker did not say which engine it is, and podman's digests prove nothing",
            _ when !engine.IsDocker => "the engine is podman, whose digests of an image may be its own and no registry's",
            _ when image.DigestsIn(declared.Reference.Identity, snapshot.Conventions.Aliases).Count == 0 => "the image was built or loaded on the host, not pulled",
            _ => "the manifest declares none, and an equal tag proves no content",
        };
    }

    /// <summary>Live is what is desired, but the record is of something older.</summary>
    private static DriftFinding? Stale(
        DeclaredImage declared, ImageReference? live, DigestEvidence evidence, IReadOnlyList<DriftFinding> findings, RecordedFacts? record, HostSnapshot snapshot)
    {
        if (declared.IsRecorded || live is null || evidence.Certainty is DigestCertainty.ProvenDifferent ||
            findings.Any(f => f.Severity is FindingSeverity.Drift) ||
            record is null || !snapshot.Conventions.Aliases.TryParse(record.Image, out var recorded))
        {
            return null;
        }

        var agrees = Same(recorded.Identity, live.Identity) &&
            (recorded.EffectiveTag is null || live.EffectiveTag is null || Same(recorded.EffectiveTag, live.EffectiveTag)) &&
            (recorded.Digest is null || evidence.Digests.Count == 0 || evidence.Digests.Contains(recorded.Digest, StringComparer.Ordinal));
        return agrees ? null : new DriftFinding(
            FindingCode.ImageRecordStale, FindingSeverity.Information, "image.recorded", live.ToString(), recorded.ToString(),
            $"the host runs what is desired, but image_observed, {record.Dated}, still says {recorded}; update the record");
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
