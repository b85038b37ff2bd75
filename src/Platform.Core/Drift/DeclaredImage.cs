using Platform.Docker;
using Platform.Manifests;

namespace Platform.Drift;

/// <summary>The image a container is judged against: the desired one, or the recorded one where none is desired.</summary>
/// <param name="Reference">Normalised reference.</param>
/// <param name="Digest">Declared repository digest, if any.</param>
/// <param name="Basis">Which of the two it is, as a message says it.</param>
internal sealed record DeclaredImage(ImageReference Reference, string? Digest, string Basis)
{
    public static DeclaredImage? Of(PlatformModule module)
    {
        if (module.Artifact is { } artifact)
        {
            return ImageReference.TryParse(artifact.Reference, out var desired)
                ? new DeclaredImage(desired, artifact.Digest ?? desired.Digest, "desired")
                : null;
        }

        return ImageReference.TryParse(module.Runtime.ImageObserved, out var recorded)
            ? new DeclaredImage(recorded, recorded.Digest, "recorded")
            : null;
    }

    /// <summary>What the manifest leaves unsaid about the image.</summary>
    public static IEnumerable<DriftFinding> Remarks(PlatformModule module)
    {
        var recorded = module.Runtime.ImageObserved;
        if (module.Artifact is null && recorded is not null)
        {
            yield return new DriftFinding(
                FindingCode.DesiredNotDeclared, FindingSeverity.Information, "spec.artifact", null, null,
                $"no spec.artifact: judged against the recorded {recorded}");
        }
        else if (recorded is null)
        {
            yield return new DriftFinding(
                FindingCode.ImageNotDeclared, FindingSeverity.Warning, "spec.runtime.image_observed", null, null,
                module.Artifact is null
                    ? "neither spec.artifact nor image_observed: there is no image to compare with"
                    : "no image_observed: no audit has recorded what production runs");
        }
    }
}
