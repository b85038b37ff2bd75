using Platform.Docker;
using Platform.Manifests;
using Platform.Text;
using Platform.Yaml.Editing;

namespace Platform.Editing;

/// <summary><c>spec.artifact.digest</c>, where it is proven and not declared yet (R5.3). A declared one is never overwritten: it is an intention.</summary>
internal static class DigestDeclaration
{
    private const string Reference = "/spec/artifact/reference";
    private const string Pointer = "/spec/artifact/digest";

    /// <summary>The reference whose digest has to be asked for; null, with the reason, where none can be declared.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="module">The module in it.</param>
    /// <param name="aliases">Mirrors of registries.</param>
    /// <param name="refusal">The reason; null where there is a reference.</param>
    public static ImageReference? Wanted(LoadedManifest manifest, PlatformModule module, RegistryAliases aliases, out EditIntent? refusal)
    {
        refusal = null;
        var spec = manifest.Document.Root["spec"];
        if (module.Artifact is not { } artifact)
            refusal = EditIntent.Refuse(EditCode.NoArtifact, spec, "/spec", $"There is no spec.artifact whose digest could be declared; derive it first: platformctl edit derive {module.Id}");
        else if (module.Runtime.ImageBuild is ImageBuild.Local)
            refusal = EditIntent.Refuse(EditCode.ImageBuilt, manifest.Runtime["image_build"], "/spec/runtime/image_build", "The image is built locally, and has no digest in a registry.");
        else if (aliases.TryParse(artifact.Reference, out var desired)) return desired;
        else refusal = EditIntent.Refuse(ManifestCode.ImageReferenceInvalid, spec["artifact"]["reference"], Reference, $"spec.artifact.reference '{TerminalText.Clean(artifact.Reference)}' is no image reference.");
        return null;
    }

    /// <param name="manifest">The manifest.</param>
    /// <param name="module">The module in it.</param>
    /// <param name="desired">What <see cref="Wanted"/> gave.</param>
    /// <param name="answer">What somebody says who can know.</param>
    public static EditIntent Of(LoadedManifest manifest, PlatformModule module, ImageReference desired, DigestAnswer answer)
    {
        var reference = manifest.Document.Root["spec"]["artifact"]["reference"];
        var (digests, whyNone) = answer;
        if ((module.Artifact?.Digest ?? desired.Digest) is { } declared) return Declared(manifest, declared, isWritten: module.Artifact?.Digest is not null, answer);
        return digests switch
        {
            [var only] when only.StartsWith("sha256:", StringComparison.Ordinal) => EditIntent.Of(Change(only)),
            [var only] => EditIntent.Refuse(EditCode.NotProven, reference, Pointer, NotProven($"{ImageDigest.Shorten(only)} is no sha256, and a manifest takes no other")),
            [] => EditIntent.Refuse(EditCode.NotProven, reference, Pointer, TerminalText.Clean(NotProven(whyNone ?? "nobody says why"))),
            _ => EditIntent.Refuse(EditCode.NotProven, reference, Pointer, NotProven(DigestAnswer.Several(digests))),
        };
    }

    private static EditIntent Declared(LoadedManifest manifest, string declared, bool isWritten, DigestAnswer answer)
    {
        var (digests, whyNone) = answer;
        if (digests.Contains(declared, StringComparer.Ordinal)) return isWritten ? EditIntent.Nothing() : EditIntent.Of(Change(declared));
        if (digests.Count == 0) return EditIntent.Nothing($"the declared digest stays, and is not proven: {TerminalText.Clean(whyNone ?? "nobody says why")}");
        var artifact = manifest.Document.Root["spec"]["artifact"];
        return EditIntent.Refuse(
            EditCode.Disagrees, artifact[isWritten ? "digest" : "reference"], Pointer,
            $"{ImageDigest.Shorten(declared)} is declared, and {answer.Has} {string.Join(", ", digests.Select(ImageDigest.Shorten))}. Take the declared one away if {answer.Other} is what is intended.");
    }

    private static YamlChange Change(string digest) => new(["spec", "artifact", "digest"], YamlValue.Of(digest)) { After = ["reference"] };

    private static string NotProven(string why) => $"The digest is not proven: {why}.";
}
