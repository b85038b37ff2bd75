using Platform.Docker;
using Platform.Manifests;
using Platform.Text;

namespace Platform.Readiness;

/// <summary>What the manifest does not say, and whether a verb can write it.</summary>
internal static class MetadataBlockers
{
    private const string Derive = "platformctl edit derive";

    public static IEnumerable<ReadinessBlocker> Of(PlatformModule module)
    {
        if (ReadinessEvaluation.TierNumber(module.Tier) is null) yield return ByHand(module, BlockerKind.Metadata, "the tier begins with no digit, so that its order is not known");
        if (Todo.Is(module.Owner)) yield return ByHand(module, BlockerKind.Metadata, "nobody has written who owns the module");
        var obstacle = ObstacleOf(module);
        if (module.Source is null) yield return Derived(module, BlockerKind.Source, "spec.source is not declared", obstacle);
        if (module.Artifact is null) yield return Derived(module, BlockerKind.Artifact, "spec.artifact is not declared", obstacle);
        if (!HasDigest(module)) yield return Digest(module, module.Artifact is null ? obstacle : null);
    }

    public static bool HasDigest(PlatformModule module) =>
        module.Artifact is { } artifact && (artifact.Digest is not null || (ImageReference.TryParse(artifact.Reference, out var reference) && reference.Digest is not null));

    /// <summary>A blocker that a person clears in the manifest.</summary>
    public static ReadinessBlocker ByHand(PlatformModule module, BlockerKind kind, string message) => new()
    {
        Kind = kind,
        Derivable = false,
        Message = message,
        Words = "$EDITOR",
        Operand = $"modules/{module.Id}/{ModuleFolder.ManifestName}",
    };

    private static ReadinessBlocker Derived(PlatformModule module, BlockerKind kind, string missing, Obstacle? obstacle) => obstacle switch
    {
        null => new ReadinessBlocker { Kind = kind, Derivable = true, Message = $"{missing}; it follows from image_observed {ImageDigest.Shorten(module.Runtime.ImageObserved ?? "")}", Words = Derive, Operand = module.Id },
        { IsNotRecorded: true } => new ReadinessBlocker { Kind = kind, Derivable = false, Message = $"{missing}, and {obstacle.Reason}", Words = "platformctl edit record", Operand = module.Id },
        _ => ByHand(module, kind, $"{missing}, and {obstacle.Reason}"),
    };

    private static ReadinessBlocker Digest(PlatformModule module, Obstacle? ofArtifact)
    {
        // A digest that an audit recorded is derived together with the artifact.
        if (ofArtifact is not null || (module.Artifact is null && ImageReference.TryParse(module.Runtime.ImageObserved, out var observed) && observed.Digest is not null))
            return Derived(module, BlockerKind.Digest, "the artifact has no digest", ofArtifact);
        var isLocal = module.Runtime.ImageBuild is ImageBuild.Local;
        if (isLocal || (module.Artifact is { } artifact && !ImageReference.TryParse(artifact.Reference, out _)))
            return ByHand(module, BlockerKind.Digest, $"the artifact has no digest, and {(isLocal ? "an image that is built locally has none in a registry" : "its reference is no image reference")}");
        return new ReadinessBlocker
        {
            Kind = BlockerKind.Digest,
            Derivable = true,
            Message = module.Artifact is null ? "the artifact has no digest; derive the artifact first" : $"the artifact {TerminalText.Clean(module.Artifact.Reference)} has no digest",
            Words = "platformctl edit digest",
            Operand = module.Id,
        };
    }

    /// <summary>Why source and artifact cannot be derived from the record; null where they can (R5.2).</summary>
    private static Obstacle? ObstacleOf(PlatformModule module)
    {
        if (module.Runtime.ImageBuild is ImageBuild.Local) return new Obstacle("the image is built locally: only an image of a registry can be tracked");
        if (module.Runtime.ImageObserved is not { } observed) return new Obstacle("no image_observed records what runs", IsNotRecorded: true);
        var shown = TerminalText.Clean(ImageDigest.Shorten(observed));
        if (observed.Contains('$', StringComparison.Ordinal)) return new Obstacle($"image_observed {shown} has a variable");
        if (!ImageReference.TryParse(observed, out var reference)) return new Obstacle($"image_observed {shown} is no image reference");
        if (reference.Tag is null) return new Obstacle($"image_observed {shown} has no tag");
        if (RegistryHost.IsThisMachine(reference.Registry)) return new Obstacle($"the registry {reference.Registry} is on the host itself");
        if (reference.Digest?.StartsWith("sha512:", StringComparison.Ordinal) is true) return new Obstacle($"image_observed {shown} has a digest that is no sha256");
        return Declared(module) is { } declared && declared.Repository != reference.Repository
            ? new Obstacle($"the manifest is of {declared.FamiliarRepository}, and image_observed of {reference.FamiliarRepository}: one of them has to be decided for")
            : null;
    }

    /// <summary>The repository that the one of source and artifact names which is declared; null where none is.</summary>
    private static ImageReference? Declared(PlatformModule module) =>
        ImageReference.TryParse(module.Source?.Location ?? module.Artifact?.Reference, out var declared) ? declared : null;

    private sealed record Obstacle(string Reason, bool IsNotRecorded = false);
}
