using Platform.Docker;
using Platform.Manifests;

namespace Platform.Policy.Rules;

/// <summary>An image by the tag <c>latest</c>, or by none, which means the same: what runs is decided by whoever pulls next.</summary>
internal sealed class ImageTagFloating : ModuleRule
{
    private const string Floating = "latest";

    public override string Id => "image-tag-floating";

    public override PolicySeverity Severity => PolicySeverity.Medium;

    public override string Finds => "an image with the tag latest, or without one, and without a digest";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        // What is built from a folder of the root is pulled from nowhere.
        if (input.Module.Runtime.ImageBuild is ImageBuild.Local) yield break;
        if (input.Module.Artifact is { Digest: null } artifact && IsFloating(artifact.Reference))
            yield return new RuleMatch("artifact", $"spec.artifact tracks {artifact.Reference}, whose tag moves; name a version", input.Module.Places.Of("spec", "artifact", "reference"));
        foreach (var service in input.Runs)
        {
            if (service.IsBuilt || service.Image is not { } image) continue;
            var certainty = Told.Of(image.Text, IsFloating);
            // Of name:${TAG} the tag depends on a variable; of name@${DIGEST} it cannot float.
            if (certainty is Certainty.No || (certainty is Certainty.CannotTell && image.Text.Parts.Any(part => part.Literal.Contains('@', StringComparison.Ordinal)))) continue;
            yield return new RuleMatch(
                "image",
                certainty is Certainty.Yes
                    ? $"{service.Said} runs {image.Text.WithDefaults}, whose tag moves; name a version{Told.Unless(image.Text)}"
                    : $"cannot tell which version {service.Said} runs: {Told.Names(image.Text)} decides its image",
                image.Place)
            {
                Certainty = certainty,
                IsLive = service.IsLive,
            };
        }
    }

    private static bool IsFloating(string written) =>
        ImageReference.TryParse(written, out var reference) && reference.Digest is null && reference.EffectiveTag is Floating;
}
