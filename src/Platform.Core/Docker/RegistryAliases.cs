using System.Diagnostics.CodeAnalysis;

namespace Platform.Docker;

/// <summary>Mirrors and whose images they serve: <c>harbor.lan/dockerhub</c> those of <c>docker.io</c>.</summary>
/// <param name="aliases">Prefixes of repositories, and what stands in their place where the images come from.</param>
public sealed class RegistryAliases(IReadOnlyDictionary<string, string> aliases)
{
    public static RegistryAliases None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    // The longest that fits: a mirror may stand below another one.
    private readonly KeyValuePair<string, string>[] _aliases = [.. aliases.OrderByDescending(alias => alias.Key.Length)];

    /// <summary>Reads a reference, and knows whose image it is where its registry is a mirror.</summary>
    public bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ImageReference? reference)
    {
        if (!ImageReference.TryParse(text, out reference)) return false;
        foreach (var (mirror, origin) in _aliases)
        {
            if (!reference.Repository.StartsWith(mirror + "/", StringComparison.Ordinal) || !ImageReference.TryParse(origin + reference.Repository[mirror.Length..], out var served)) continue;
            reference = reference with { Origin = served.Repository };
            break;
        }

        return true;
    }
}
