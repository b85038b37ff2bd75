using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Platform.Registries;

/// <summary>Operating system, architecture and variant of an image: <c>linux/amd64</c>, <c>linux/arm/v7</c>.</summary>
/// <remarks>https://github.com/opencontainers/image-spec/blob/main/image-index.md</remarks>
/// <param name="System">For instance <c>linux</c>.</param>
/// <param name="Architecture">For instance <c>arm64</c>.</param>
/// <param name="Variant">For instance <c>v8</c>; null where none is meant.</param>
public sealed partial record ImagePlatform(string System, string Architecture, string? Variant)
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImagePlatform? platform)
    {
        platform = text is not null && Form().IsMatch(text) && text.Split('/') is [var system, var architecture, .. var rest]
            ? new ImagePlatform(system, architecture, rest is [var variant] ? variant : null)
            : null;
        return platform is not null;
    }

    /// <summary>The one of these that is meant; null where none is.</summary>
    internal PlatformManifest? Choose(IEnumerable<PlatformManifest> manifests)
    {
        var alike = manifests.Where(m => m.Platform.System == System && m.Platform.Architecture == Architecture).ToArray();
        return alike.FirstOrDefault(m => m.Platform.Variant == Variant) ?? alike.FirstOrDefault(m => NormalVariant(m.Platform) == NormalVariant(this)) ??
            (Variant is null ? alike.FirstOrDefault() : null);
    }

    public override string ToString() => Variant is null ? $"{System}/{Architecture}" : $"{System}/{Architecture}/{Variant}";

    /// <remarks>https://github.com/containerd/platforms/blob/main/database.go: arm64 is v8, and arm is v7.</remarks>
    private static string? NormalVariant(ImagePlatform platform) => platform.Variant ?? platform.Architecture switch { "arm64" => "v8", "arm" => "v7", _ => null };

    [GeneratedRegex("^[a-z0-9]+/[a-z0-9_]+(/[a-z0-9.]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}

/// <summary>An entry of an index.</summary>
internal sealed record PlatformManifest(ImagePlatform Platform, string Digest);
