using Platform.Docker;
using Platform.Yaml;

namespace Platform.Registries;

/// <summary>Reads an OCI index or a Docker manifest list.</summary>
internal static class ImageIndex
{
    /// <summary>Its manifests that name a platform. Null where the bytes are no index.</summary>
    public static PlatformManifest[]? Read(ReadOnlySpan<byte> json)
    {
        var document = JsonReader.Read(json, limits: DocumentLimits.Large with { MaxBytes = RegistryReply.MostBytes });
        if (!document.IsValid || document.Root["manifests"].Kind is not YamlKind.Sequence) return null;
        List<PlatformManifest> manifests = [];
        foreach (var entry in document.Root["manifests"].Items)
        {
            var platform = entry["platform"];
            if (entry["digest"].GetString() is not { } digest || !ImageDigest.IsValid(digest) ||
                platform["os"].GetString() is not { Length: > 0 } system || platform["architecture"].GetString() is not { Length: > 0 } architecture) continue;
            manifests.Add(new PlatformManifest(new ImagePlatform(system, architecture, platform["variant"].GetString() is { Length: > 0 } variant ? variant : null), digest));
        }

        return [.. manifests];
    }
}
