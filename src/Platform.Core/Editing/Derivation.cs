using Platform.Docker;
using Platform.Manifests;
using Platform.Text;
using Platform.Yaml;
using Platform.Yaml.Editing;

namespace Platform.Editing;

/// <summary>
/// <c>spec.source</c> and <c>spec.artifact</c> from <c>image_observed</c> (R5.2). What is there already is not overwritten; what
/// cannot be mapped is refused. The update policy is <c>manual</c>: another one needs a reason that nobody gave (R1.5).
/// </summary>
internal static class Derivation
{
    private const string Observed = "/spec/runtime/image_observed";

    private static readonly string[] SourceKeys = ["kind", "location", "version_scheme"];
    private static readonly string[] ArtifactKeys = ["kind", "registry", "reference", "update_policy"];

    public static EditIntent Of(LoadedManifest manifest, RootContext context)
    {
        var spec = manifest.Document.Root["spec"];
        var observed = manifest.Runtime["image_observed"];
        var (source, artifact) = (spec["source"], spec["artifact"]);
        var (location, reference) = (source["location"], artifact["reference"]);
        var aliases = context.Inventory.Conventions.Aliases;
        if (!IsNothing(source) && !IsNothing(artifact) && !IsToBeWritten(source, SourceKeys) && !IsToBeWritten(artifact, ArtifactKeys)) return EditIntent.Nothing([.. Differences(observed, location, reference, aliases)]);

        if (observed.GetString() is not { } text)
            return EditIntent.Refuse(ManifestCode.ImageNotRecorded, manifest.Runtime, "/spec/runtime", manifest.IsExternal
                ? "There is no image_observed to derive from, and the host of an external module is never asked: write image_observed by hand."
                : "There is no image_observed to derive from; platformctl edit record writes it down.");
        if (manifest.Runtime["image_build"] is { Text: "local" } build)
            return EditIntent.Refuse(EditCode.ImageBuilt, build, "/spec/runtime/image_build", "The image is built locally, and comes from no registry.");
        if (IsBuilt(manifest, context))
            return EditIntent.Refuse(EditCode.ImageBuilt, manifest.Runtime["compose_service"], "/spec/runtime/compose_service", $"{manifest.Runtime["compose_file"].Text} builds the image of {manifest.Runtime["compose_service"].Text}: it comes from no registry.");
        if (ObservedImage.Map(text, aliases, out var why) is not { } image)
            return EditIntent.Refuse(EditCode.ImageNotMapped, observed, Observed, $"image_observed '{TerminalText.Clean(text)}' {why}.");
        if (!IsNothing(source) && !Todo.Is(location.Text) && RepositoryOf(location, aliases) is var known && known != image.Repository)
            return EditIntent.Refuse(EditCode.Disagrees, location.Exists ? location : source, "/spec/source", $"spec.source is {TerminalText.Clean(known ?? "no repository")}, image_observed of {image.Repository}: decide first which of them is tracked.");
        if (!IsNothing(artifact) && !Todo.Is(reference.Text) && RepositoryOf(reference, aliases) is var tracked && tracked != image.Repository)
            return EditIntent.Refuse(EditCode.Disagrees, reference.Exists ? reference : artifact, "/spec/artifact", $"spec.artifact is of {TerminalText.Clean(tracked ?? "no repository")}, image_observed of {image.Repository}: decide first which of them is tracked.");

        if (Todo.Is(reference.Text) && artifact["digest"] is { Exists: true } digest && digest.Text != image.Digest)
            return EditIntent.Refuse(EditCode.Disagrees, digest, "/spec/artifact/digest", $"A digest is declared, and no image_observed shows that it is one of {image.Reference}: take it away, or write spec.artifact.reference.");

        List<YamlChange> changes = [];
        if (IsNothing(source)) changes.Add(new YamlChange(["spec", "source"], YamlValue.Of(SourceOf(image))) { After = ["runtime"] });
        else changes.AddRange(ToBeWritten("source", source, SourceOf(image)));
        if (IsNothing(artifact)) changes.Add(new YamlChange(["spec", "artifact"], YamlValue.Of(ArtifactOf(image))) { After = ["source", "runtime"] });
        else changes.AddRange(ToBeWritten("artifact", artifact, ArtifactOf(image)));
        return new EditIntent(changes, []);
    }

    /// <summary>Whether a key is not there, or has nothing behind it.</summary>
    public static bool IsNothing(YamlNode node) => node.Kind is YamlKind.Null;

    /// <summary>Whether a derivation writes what stands at a place: nothing, or that it is to be written.</summary>
    /// <param name="pointer">JSON Pointer (RFC 6901) to the place.</param>
    /// <param name="root">The manifest.</param>
    public static bool Fills(string pointer, YamlNode root) => pointer.Split('/') switch
    {
        ["", "spec", ("source" or "artifact") and var name] => IsNothing(root["spec"][name]),
        ["", "spec", "source", var key] => IsToBeWritten(root["spec"]["source"], SourceKeys.Where(known => known == key)),
        ["", "spec", "artifact", var key] => IsToBeWritten(root["spec"]["artifact"], ArtifactKeys.Where(known => known == key)),
        _ => false,
    };

    private static bool IsToBeWritten(YamlNode mapping, IEnumerable<string> keys) => keys.Any(key => mapping[key] is { Kind: YamlKind.String } node && Todo.Is(node.Text));

    private static IEnumerable<YamlChange> ToBeWritten(string name, YamlNode mapping, IEnumerable<(string Key, string Text)> facts) => facts
        .Where(fact => IsToBeWritten(mapping, [fact.Key]))
        .Select(fact => new YamlChange(["spec", name, fact.Key], YamlValue.Of(fact.Text)));

    private static (string, string)[] SourceOf(ObservedImage image) =>
        [("kind", "upstream-image"), ("location", image.Repository), ("version_scheme", "upstream-tag")];

    private static (string, string)[] ArtifactOf(ObservedImage image)
    {
        List<(string, string)> facts = [("kind", "oci-image"), ("registry", "upstream-registry"), ("reference", image.Reference)];
        if (image.Digest is { } digest) facts.Add(("digest", digest));
        facts.Add(("update_policy", "manual"));
        return [.. facts];
    }

    private static bool IsBuilt(LoadedManifest manifest, RootContext context)
    {
        if (manifest.IsExternal) return false;
        var service = manifest.Runtime["compose_service"].Text;
        return context.ComposeFiles.ServicesOf(manifest.Runtime["compose_file"].Text).Services.TryGetValue(service, out var definition) && definition.IsBuilt(service);
    }

    private static string? RepositoryOf(YamlNode reference, RegistryAliases aliases) => aliases.TryParse(reference.GetString(), out var parsed) ? parsed.Identity : null;

    private static IEnumerable<string> Differences(YamlNode observed, YamlNode location, YamlNode reference, RegistryAliases aliases)
    {
        if (!aliases.TryParse(observed.GetString(), out var image)) yield break;
        if (aliases.TryParse(location.GetString(), out var source) && source.Identity != image.Identity)
            yield return $"spec.source is {TerminalText.Clean(location.Text)}, image_observed {TerminalText.Clean(observed.Text)}; nothing is overwritten";
        if (aliases.TryParse(reference.GetString(), out var artifact) && !artifact.AgreesWith(image))
            yield return $"spec.artifact is {TerminalText.Clean(reference.Text)}, image_observed {TerminalText.Clean(observed.Text)}; nothing is overwritten";
    }
}
