using Platform.Compose;
using Platform.Files;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>What compose files say of a module's image, against the manifest and against what runs (R2.3).</summary>
internal sealed class FileImage
{
    private const string Field = "compose.image";

    private readonly PlatformModule _module;
    private readonly HostSnapshot _snapshot;
    private readonly FileContent _root;
    private readonly string? _inRoot;

    /// <param name="module">The module.</param>
    /// <param name="snapshot">What was seen of its host.</param>
    /// <param name="root">Its compose file in the root.</param>
    /// <param name="container">Its container; null where there is none.</param>
    public FileImage(PlatformModule module, HostSnapshot snapshot, FileContent root, ContainerSnapshot? container)
    {
        (_module, _snapshot, _root, _inRoot) = (module, snapshot, root, InRoot(module, root));
        var project = container is null ? null : snapshot.ProjectOf(container);
        Declared = DeclaredImage.Of(module, _inRoot ?? (project is { UnsetVariables: [], RequiredVariables: null } ? project.ServiceOf(container!)?.Image : null), snapshot.Conventions.Aliases);
        Disagreement = _inRoot is { } written && IsOther(written) ? Disagree(written) : null;
    }

    /// <summary>The image the container is judged against; null where nobody names one.</summary>
    public DeclaredImage? Declared { get; }

    /// <summary>The image in the root's compose file; null where it names none, or variables decide.</summary>
    public static string? InRoot(PlatformModule module, FileContent root) =>
        root.Bytes is { } content && module.Runtime.ComposeService is { } service ? ComposeDefinition.Read(content).ImageOf(service) : null;

    /// <summary>The artifact against the root's file, where that one alone decides.</summary>
    public DriftFinding? Disagreement { get; }

    /// <summary>The container against what its files say now.</summary>
    /// <param name="evaluated">The image that the host's Compose makes of them; null where they name none.</param>
    /// <param name="container">The container that was started from them.</param>
    /// <param name="image">Its image; null where the host has it no more.</param>
    public DriftFinding? Compare(string? evaluated, ContainerSnapshot container, ImageSnapshot? image)
    {
        if (evaluated is null || Disagreement is not null || evaluated == container.ImageReference) return null;
        if (_inRoot is null && IsOther(evaluated) && IsRootsFile()) return Disagree(evaluated);
        if (!_snapshot.Conventions.Aliases.TryParse(evaluated, out var reference))
        {
            return evaluated == container.ImageId ? null : new DriftFinding(
                FindingCode.ImageDigestMismatch, FindingSeverity.Drift, Field, evaluated, container.ImageId, $"{container.Name} runs another image than its compose files say now");
        }

        if (Declared?.Pinned.AgreesWith(reference) is true && (reference.Digest is null || reference.Digest == Declared.Digest)) return null; // compared already
        var file = new DeclaredImage(reference, reference.Digest, "what its compose files say now");
        var live = ImageComparison.ReferenceOf(_module, container, _snapshot);
        return ImageComparison.Mismatch(file, container, image, live, DigestEvidence.Weigh(file, live, image, _snapshot)) is { } mismatch
            ? mismatch with { Field = Field, Expected = reference.ToString(), Actual = container.ImageReference }
            : null;
    }

    /// <summary>Whether what the host evaluated stands for the root's file. It costs a look at every byte.</summary>
    private bool IsRootsFile() =>
        _root.Bytes is { } content && _snapshot.Files.Any(f => f.Path == _module.Runtime.ComposeFile && f.Holds(content));

    private bool IsOther(string written) =>
        _module.Artifact is not null && Declared is { } desired && _snapshot.Conventions.Aliases.TryParse(written, out var reference) && !desired.Pinned.AgreesWith(reference);

    private DriftFinding Disagree(string written) => new(
        FindingCode.ArtifactComposeDisagree, FindingSeverity.Drift, Field, Declared!.Pinned.ToString(), written,
        $"{_module.Runtime.ComposeFile} says {written}, spec.artifact {Declared.Pinned}; make them agree");
}
