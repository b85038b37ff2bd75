using Platform.Docker;
using Platform.Drift;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Editing;

/// <summary>The image that the containers of a module run, as far as a snapshot proves it.</summary>
/// <param name="Text">The reference that they were created from, as it is written there.</param>
/// <param name="Reference">The same, read.</param>
/// <param name="Digests">Repository digests of the image in the repository of that reference; several where it was pulled or pushed in several ways.</param>
/// <param name="WhyNoDigest">Why there are none; null where there are.</param>
internal sealed record LiveImage(string Text, ImageReference Reference, IReadOnlyList<string> Digests, string? WhyNoDigest)
{
    /// <summary>Null, with the code of the reason and a sentence, where a snapshot does not prove what the module runs.</summary>
    public static LiveImage? Of(PlatformModule module, HostSnapshot snapshot, out (string Code, string Message) fault)
    {
        fault = FaultOf(module, snapshot, out var container);
        if (container is null) return null;
        var image = snapshot.Images.FirstOrDefault(i => string.Equals(i.Id, container.ImageId, StringComparison.Ordinal));
        if (ImageComparison.ReferenceOf(module, container, snapshot) is not { } reference)
        {
            fault = (EditCode.NotProven, $"{container.Name} was created from {ImageDigest.Shorten(container.ImageReference)}, which names no repository and tag.");
            return null;
        }

        var declared = new DeclaredImage(reference, null, "live");
        var evidence = DigestEvidence.Weigh(declared, reference, image, snapshot);
        var isAsWritten = snapshot.Conventions.Aliases.TryParse(container.ImageReference, out var written) && written == reference;
        return new LiveImage(
            isAsWritten ? container.ImageReference : reference.ToString(), reference, evidence.Digests,
            evidence.Digests.Count > 0 ? null : ImageComparison.WhyNotProven(module, declared, reference, image, snapshot));
    }

    private static (string, string) FaultOf(PlatformModule module, HostSnapshot snapshot, out ContainerSnapshot? container)
    {
        container = null;
        var runtime = module.Runtime;
        if (!snapshot.Projects.Contains(runtime.ComposeProject, StringComparer.Ordinal))
            return (FindingCode.SnapshotIncomplete, $"The snapshot of {snapshot.Host} was made without project {runtime.ComposeProject}; make a new one.");
        var match = ContainerMatch.Find(runtime, snapshot);
        if (match.Container is not { } first)
            return (FindingCode.ContainerMissing, $"{snapshot.Host} has no container of service {runtime.ComposeService} in project {runtime.ComposeProject}.");
        if (!ContainerMatch.IsOf(first, runtime))
            return (FindingCode.ContainerNameMismatch, $"{first.Name} has the module's name, but its labels do not say that it is of service {runtime.ComposeService} in project {runtime.ComposeProject}.");
        if (match.Others.FirstOrDefault(other => (other.ImageReference, other.ImageId) != (first.ImageReference, first.ImageId)) is { } other)
            return (EditCode.NotProven, $"The containers of the service run different images: {first.Name} {first.ImageReference}, {other.Name} {other.ImageReference}.");
        container = first;
        return default;
    }
}
