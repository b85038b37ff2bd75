using Platform.Docker;
using Platform.Manifests;

namespace Platform.Drift;

/// <summary>The image a container is judged against.</summary>
/// <param name="Reference">Normalised reference.</param>
/// <param name="Digest">Declared repository digest, if any.</param>
/// <param name="Basis">Who says so, as a message says it.</param>
internal sealed record DeclaredImage(ImageReference Reference, string? Digest, string Basis)
{
    private const string Recorded = "recorded";

    /// <summary>Whether an audit says so, because nobody has said what is intended.</summary>
    public bool IsRecorded => Basis == Recorded;

    /// <summary>What Compose will name: the compose file's mirror of <see cref="Reference"/>, where it has one.</summary>
    public ImageReference Pulled { get; private init; } = Reference;

    /// <summary><see cref="Reference"/> and <see cref="Digest"/> in one.</summary>
    public ImageReference Pinned => Reference with { Digest = Digest };

    /// <summary>
    /// What <c>spec.artifact</c> names, else the image of the compose file, else the record. A record of that very image
    /// lends the compose file's its digest.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="inFile">The image in its compose file; null where it names none.</param>
    /// <param name="aliases">Mirrors of registries.</param>
    public static DeclaredImage? Of(PlatformModule module, string? inFile, RegistryAliases aliases)
    {
        var written = aliases.TryParse(inFile, out var file) ? file : null;
        if (module.Artifact is { } artifact)
        {
            if (!aliases.TryParse(artifact.Reference, out var desired)) return null;
            var isMirror = written is not null && written.Repository != desired.Repository && written.AgreesWith(desired);
            return new DeclaredImage(desired, artifact.Digest ?? desired.Digest, "desired") { Pulled = isMirror ? written! : desired };
        }

        var record = aliases.TryParse(module.Runtime.ImageObserved, out var recorded) ? recorded : null;
        if (written is not null)
            return new DeclaredImage(written, written.Digest ?? (record?.AgreesWith(written) is true && record.EffectiveTag == written.EffectiveTag ? record.Digest : null), "the compose file's");
        return record is null ? null : new DeclaredImage(record, record.Digest, Recorded);
    }

    /// <summary>What the manifest leaves unsaid about the image.</summary>
    /// <param name="module">The module.</param>
    /// <param name="declared">What is judged against instead.</param>
    public static IEnumerable<DriftFinding> Remarks(PlatformModule module, DeclaredImage? declared)
    {
        if (module.Artifact is null && declared is not null)
        {
            yield return new DriftFinding(
                FindingCode.DesiredNotDeclared, FindingSeverity.Information, "spec.artifact", null, null,
                $"no spec.artifact: judged against {(declared.IsRecorded ? "the recorded " + module.Runtime.ImageObserved : $"{declared.Reference} of {module.Runtime.ComposeFile}")}");
        }

        if (module.Runtime.ImageObserved is null)
        {
            yield return new DriftFinding(
                FindingCode.ImageNotDeclared, FindingSeverity.Warning, "spec.runtime.image_observed", null, null,
                declared is null
                    ? "neither spec.artifact nor image_observed: there is no image to compare with"
                    : "no image_observed: no audit has recorded what production runs");
        }
    }
}
