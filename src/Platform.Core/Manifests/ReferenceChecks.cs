using System.Globalization;
using Platform.Compose;
using Platform.Diagnostics;
using Platform.Docker;
using Platform.Root;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>Checks what one manifest points at: its folder, its host, its files, its images.</summary>
internal static class ReferenceChecks
{
    public static void Check(LoadedManifest manifest, RootContext context)
    {
        var root = manifest.Document.Root;
        var diagnostics = manifest.Diagnostics;
        var id = root["id"];
        if (id.Text != manifest.Folder.Name)
        {
            diagnostics.Error(ManifestCode.IdFolderMismatch, id, "/id",
                $"id is {id.Text}, but the folder is modules/{manifest.Folder.Name}; rename one of them");
        }

        var spec = root["spec"];
        var operations = spec["operations"];
        CheckFile(manifest, operations["runbook"], manifest.Files.Runbook, "/spec/operations/runbook", ManifestCode.RunbookMissing, "runbook");
        CheckFile(manifest, operations["smoke_test"], manifest.Files.SmokeTest, "/spec/operations/smoke_test", ManifestCode.SmokeTestMissing, "smoke test");
        CheckFile(manifest, operations["restore_test"]["evidence"], manifest.Files.RestoreEvidence, "/spec/operations/restore_test/evidence", ManifestCode.RestoreEvidenceMissing, "restore evidence");
        CheckImages(manifest, spec);
        if (manifest.IsExternal) return;

        CheckHost(manifest, context);
        CheckCompose(manifest, context);
    }

    private static void CheckHost(LoadedManifest manifest, RootContext context)
    {
        var host = manifest.Runtime["host"];
        if (!context.Inventory.IsDeclared || context.Diagnostics.Count > 0 || context.Inventory.Find(host.Text) is not null) return;
        var nearest = context.Nearest.Find(context.Root.HostsPath, host.Text, context.Inventory.Hosts.Select(h => h.Name));
        manifest.Diagnostics.Error(ManifestCode.HostNotDeclared, host, "/spec/runtime/host",
            $"hosts.yaml does not name the host {host.Text}" + (nearest is null ? "; add it there" : $"; did you mean {nearest}?"));
    }

    private static void CheckCompose(LoadedManifest manifest, RootContext context)
    {
        var diagnostics = manifest.Diagnostics;
        var file = manifest.Runtime["compose_file"];
        var compose = context.ComposeFiles.ServicesOf(file.Text);
        if (compose.State is ComposeFileState.Missing)
        {
            diagnostics.Error(ManifestCode.ComposeFileMissing, file, "/spec/runtime/compose_file",
                $"there is no {file.Text} in the platform root");
        }
        else if (compose.State is ComposeFileState.Unreadable)
        {
            diagnostics.Error(ManifestCode.ComposeFileUnreadable, file, "/spec/runtime/compose_file",
                $"{file.Text} is no compose file: {compose.Fault}");
        }
        else
        {
            var service = manifest.Runtime["compose_service"];
            if (compose.Services.TryGetValue(service.Text, out var definition))
            {
                CheckAgreement(manifest, definition.FindImage(service.Text), context.Inventory.Conventions.Aliases);
                CheckReplicas(manifest, service, definition);
                return;
            }

            if (compose.IsIncomplete) return;
            var nearest = context.Nearest.Find(file.Text, service.Text, compose.Services.Keys);
            diagnostics.Error(ManifestCode.ComposeServiceMissing, service, "/spec/runtime/compose_service",
                $"{file.Text} has no service {service.Text}" + (nearest is null ? "" : $"; did you mean {nearest}?"));
        }
    }

    /// <summary>The file's image against the artifact. Where variables decide, the host may set them: then it is a warning.</summary>
    private static void CheckAgreement(LoadedManifest manifest, ComposeImage? image, RegistryAliases aliases)
    {
        var artifact = manifest.Document.Root["spec"]["artifact"];
        if (image is null || !aliases.TryParse(image.Reference, out var written) || !aliases.TryParse(artifact["reference"].GetString(), out var reference)) return;
        var desired = reference with { Digest = artifact["digest"].GetString() ?? reference.Digest };
        if (desired.AgreesWith(written)) return;
        var said = $"{manifest.Runtime["compose_file"].Text} says {written} for service {manifest.Runtime["compose_service"].Text}, spec.artifact {desired}; make them agree";
        if (image.Variables.Count == 0) manifest.Diagnostics.Error(ManifestCode.ArtifactComposeDisagree, artifact["reference"], "/spec/artifact/reference", said);
        else manifest.Diagnostics.Warn(ManifestCode.ArtifactComposeDisagree, artifact["reference"], "/spec/artifact/reference", $"{said}, unless {string.Join(", ", image.Variables)} is set on the host");
    }

    /// <summary>A name is one container's: of several, or none, the compose file and the manifest give none.</summary>
    private static void CheckReplicas(LoadedManifest manifest, YamlNode service, ComposeDefinition definition)
    {
        if (definition.ReplicasOf(service.Text) is not { } number || number == 1) return;
        var name = manifest.Runtime["container_name"];
        var (file, asked) = (manifest.Runtime["compose_file"].Text, number == 0 ? "no containers" : string.Create(CultureInfo.InvariantCulture, $"{number} containers"));
        if (name.Exists && !name.Text.EndsWith($"-{service.Text}-1", StringComparison.Ordinal))
        {
            manifest.Diagnostics.Error(ManifestCode.ContainerNameWithReplicas, name, "/spec/runtime/container_name",
                $"{file} asks for {asked} of service {service.Text}, and they cannot all be called {name.Text}; drop the key");
        }
        else if (definition.ContainerNameOf(service.Text) is { } own)
        {
            manifest.Diagnostics.Error(ManifestCode.ContainerNameWithReplicas, service, "/spec/runtime/compose_service",
                $"{file} asks for {asked} of service {service.Text} and calls them all {own}, which Compose refuses; drop container_name there");
        }
    }

    private static void CheckFile(LoadedManifest manifest, YamlNode path, FilePlace place, string pointer, string code, string what)
    {
        if (!path.Exists || place is FilePlace.Inside) return;
        manifest.Diagnostics.Error(code, path, pointer, $"the {what} {path.Text} is not in the module's folder{(code is ManifestCode.RestoreEvidenceMissing ? ", or is empty" : "")}; write it or drop the key");
    }

    private static void CheckImages(LoadedManifest manifest, YamlNode spec)
    {
        var diagnostics = manifest.Diagnostics;
        var observed = manifest.Runtime["image_observed"];
        if (!observed.Exists && !manifest.IsExternal)
        {
            diagnostics.Warn(ManifestCode.ImageNotRecorded, manifest.Runtime, "/spec/runtime",
                "no image_observed: nothing records which image an audit saw in production");
        }

        CheckReference(diagnostics, observed, "/spec/runtime/image_observed");
        CheckReference(diagnostics, spec["source"]["location"], "/spec/source/location");
        var artifact = spec["artifact"];
        var reference = CheckReference(diagnostics, artifact["reference"], "/spec/artifact/reference");
        if (reference?.Digest is { } digest && artifact["digest"] is { Exists: true } declared && declared.Text != digest)
        {
            diagnostics.Error(ManifestCode.ArtifactDigestConflict, declared, "/spec/artifact/digest",
                "digest is not the digest that reference ends with; only one of them can be meant");
        }
    }

    private static ImageReference? CheckReference(DiagnosticList diagnostics, YamlNode node, string pointer)
    {
        if (!node.Exists || Todo.Is(node.Text)) return null;
        if (ImageReference.TryParse(node.Text, out var reference)) return reference;
        diagnostics.Error(ManifestCode.ImageReferenceInvalid, node, pointer,
            $"'{TerminalText.Clean(node.Text)}' is no image reference; write it like ghcr.io/owner/name:1.2.3 (repository names are lower-case)");
        return null;
    }
}
