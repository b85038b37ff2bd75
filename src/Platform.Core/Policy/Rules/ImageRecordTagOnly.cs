using Platform.Docker;
using Platform.Manifests;

namespace Platform.Policy.Rules;

/// <summary>A record of a tag, where a digest can be had (R4.6): a tag moves, so it does not say what ran.</summary>
internal sealed class ImageRecordTagOnly : ModuleRule
{
    public override string Id => "image-record-tag-only";

    public override PolicySeverity Severity => PolicySeverity.Low;

    public override string Finds => "an image_observed with a tag alone, where a digest can be had";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        var runtime = input.Module.Runtime;
        // An image that is built on its host was pushed nowhere, and has no digest of a repository.
        if (runtime.ImageBuild is ImageBuild.Local || !ImageReference.TryParse(runtime.ImageObserved, out var observed) || observed.Digest is not null) yield break;
        var live = input.Live is { Count: > 0 } containers ? containers.SelectMany(c => c.LiveDigests ?? []).Distinct(StringComparer.Ordinal).ToArray() : null;
        if (live is []) yield break; // the host runs an image that no registry gave it
        var known = live is [var one, ..] ? $"; the host has {one}"
            : input.Module.Artifact is { Digest: { } digest } artifact && ImageReference.TryParse(artifact.Reference, out var desired) && desired.AgreesWith(observed)
                ? $"; spec.artifact has {digest} for it" : "";
        yield return new RuleMatch(
            "image_observed", $"image_observed records the tag {runtime.ImageObserved} without a digest, and a tag moves{known}; record NAME:TAG@sha256:…",
            input.Module.Places.Of("spec", "runtime", "image_observed"));
    }
}
