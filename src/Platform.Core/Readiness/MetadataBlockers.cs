using Platform.Diagnostics;
using Platform.Docker;
using Platform.Editing;
using Platform.Manifests;
using Platform.Text;

namespace Platform.Readiness;

/// <summary>What the manifest does not say, and whether a verb can write it.</summary>
internal static class MetadataBlockers
{
    private const string Derive = "platformctl edit derive";

    public static IEnumerable<ReadinessBlocker> Of(PlatformModule module, ModuleOutlook? outlook)
    {
        if (ModuleTier.NumberOf(module.Tier) is null) yield return ByHand(module, BlockerKind.Metadata, "the tier is not decided on, so that its order is not known");
        if (Todo.Is(module.Owner)) yield return ByHand(module, BlockerKind.Metadata, "nobody has written who owns the module");
        if (module.Source is null) yield return Derived(module, BlockerKind.Source, "spec.source is not declared", outlook);
        if (module.Artifact is null) yield return Derived(module, BlockerKind.Artifact, "spec.artifact is not declared", outlook);
        if (!HasDigest(module)) yield return Digest(module, outlook);
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

    private static ReadinessBlocker Derived(PlatformModule module, BlockerKind kind, string missing, ModuleOutlook? outlook) => outlook?.Derivation switch
    {
        { Status: EditStatus.Pending } => new ReadinessBlocker { Kind = kind, Derivable = true, Message = $"{missing}; it follows from image_observed {TerminalText.Clean(ImageDigest.Shorten(module.Runtime.ImageObserved ?? ""))}", Words = Derive, Operand = module.Id },
        { Refusal: { Code: ManifestCode.ImageNotRecorded } refusal } => new ReadinessBlocker { Kind = kind, Derivable = false, Message = NotDerived(missing, refusal), Words = "platformctl edit record", Operand = module.Id },
        { Refusal: { } refusal } => ByHand(module, kind, NotDerived(missing, refusal)),
        _ => ByHand(module, kind, $"{missing}, and whether it can be derived was not checked"),
    };

    private static ReadinessBlocker Digest(PlatformModule module, ModuleOutlook? outlook)
    {
        const string Missing = "the artifact has no digest";
        if (module.Artifact is null)
        {
            // A digest that an audit recorded is derived together with the artifact.
            if (outlook?.Derivation is not { Status: EditStatus.Pending } derivation || derivation.Changes.Any(change => change.Pointer == "/spec/artifact/digest")) return Derived(module, BlockerKind.Digest, Missing, outlook);
            return Declared(module, $"{Missing}; derive the artifact first");
        }

        return outlook switch
        {
            null => ByHand(module, BlockerKind.Digest, $"{Missing}, and whether one can be declared was not checked"),
            { NoDigest: { } refusal } => ByHand(module, BlockerKind.Digest, $"{Missing}, and none can be declared: {Reason(refusal)}"),
            _ => Declared(module, $"the artifact {TerminalText.Clean(module.Artifact.Reference)} has no digest"),
        };
    }

    private static ReadinessBlocker Declared(PlatformModule module, string message) =>
        new() { Kind = BlockerKind.Digest, Derivable = true, Message = message, Words = "platformctl edit digest", Operand = module.Id };

    private static string NotDerived(string missing, Diagnostic refusal) => $"{missing}, and cannot be derived: {Reason(refusal)}";

    private static string Reason(Diagnostic refusal) => ImageDigest.Shorten(refusal.Message.TrimEnd('.'));
}
