using Platform.Compose;
using Platform.Docker;
using Platform.Editing;
using Platform.Snapshots;

namespace Platform.Adopting;

/// <summary>What a manifest can say of the image of a service, as far as the host proves it.</summary>
internal sealed record ObservedFacts
{
    /// <summary>The reference that the container was created from; null where it is no reference of an image.</summary>
    public string? Observed { get; private init; }

    /// <summary><c>local</c> or <c>upstream</c>; null where it is not known.</summary>
    public string? Build { get; private init; }

    /// <summary>What is tracked; null where the image comes from no registry, or cannot be mapped.</summary>
    public ObservedImage? Source { get; private init; }

    /// <summary>Whether the artifact is written: not where the compose file asks for another image.</summary>
    public bool HasArtifact { get; private init; }

    /// <summary>The repository digest of what runs; null where none, or several, are known.</summary>
    public string? Digest { get; private init; }

    /// <summary>Whether the compose file pins a digest.</summary>
    public bool IsPinned { get; private init; }

    public IReadOnlyList<string> Remarks { get; private init; } = [];

    /// <param name="service">What is adopted.</param>
    /// <param name="snapshot">What was seen of its host.</param>
    /// <param name="compose">The compose file that declares it; null for what Compose did not start.</param>
    public static ObservedFacts Of(AdoptedService service, HostSnapshot snapshot, ComposeDefinition? compose)
    {
        var text = service.First.ImageReference;
        var aliases = snapshot.Conventions.Aliases;
        List<string> remarks = [];
        if (service.Containers.Select(c => c.ImageId).Distinct(StringComparer.Ordinal).Count() > 1) remarks.Add($"its containers run several images; written down is that of {service.First.Name}");
        if (!ImageReference.TryParse(text, out _)) return new ObservedFacts { Remarks = [.. remarks, $"{text} is no image reference, and is not written down"] };

        var declared = service.Service is { } name ? compose?.FindImage(name) : null;
        var facts = new ObservedFacts { Observed = text, IsPinned = declared?.Reference.Contains('@', StringComparison.Ordinal) == true };
        if (service.Service is { } built && compose?.IsBuilt(built) == true)
            return facts with { Build = "local", Remarks = [.. remarks, "its image is built on the host: no digest of a registry can prove it"] };
        if (ObservedImage.Map(text, aliases, out var why) is not { } image) return facts with { Remarks = [.. remarks, $"image {text} {why}"] };

        var known = snapshot.Engine.IsDocker ? snapshot.Images.FirstOrDefault(i => i.Id == service.First.ImageId)?.DigestsIn(image.Repository, aliases) ?? [] : [];
        var digest = image.Digest ?? (known is [var only] ? only : null);
        if (digest is null)
        {
            remarks.Add(known.Count > 1
                ? "its image has several digests in its repository; which of them is tracked has to be decided"
                : "its image has no digest of a registry: it was built or loaded on the host, or the engine does not say it");
        }

        if (digest is null && known.Count == 0) return facts with { Remarks = remarks };
        var agrees = declared is null || (aliases.TryParse(declared.Reference, out var asked) && aliases.TryParse(image.Reference, out var tracked) && (tracked with { Digest = digest }).AgreesWith(asked));
        if (!agrees) remarks.Add($"the compose file asks for {declared?.Reference}, and {text} runs: spec.artifact is left to be decided");
        return facts with { Build = "upstream", Source = image, HasArtifact = agrees, Digest = digest, Remarks = remarks };
    }
}
