using System.Diagnostics.CodeAnalysis;

namespace Platform.Docker;

/// <summary>
/// An image reference in normalised form: <c>redis:7</c> is <c>docker.io/library/redis:7</c>.
/// </summary>
/// <remarks>
/// The grammar is that of the distribution project's <c>reference</c> package:
/// <c>[domain[:port]/]path[:tag][@algorithm:hex]</c>. Parsing never throws.
/// </remarks>
/// <param name="Registry">Domain of the registry with its port, for instance <c>ghcr.io</c> or <c>localhost:5000</c>.</param>
/// <param name="Path">Path of the repository in the registry, for instance <c>library/redis</c>.</param>
/// <param name="Tag">The tag as written, or null.</param>
/// <param name="Digest">The digest as written (<c>sha256:…</c>, 64 lower-case hex digits), or null.</param>
public sealed record ImageReference(string Registry, string Path, string? Tag, string? Digest)
{
    private const string DefaultRegistry = "docker.io";
    private const string Official = "library/";
    private const int LongestRepository = 255;

    /// <summary>Registry and path, the identity that digests and tags belong to.</summary>
    public string Repository => Registry + "/" + Path;

    /// <summary>The repository whose images this one's registry serves, where it is known to be a mirror (<see cref="RegistryAliases"/>).</summary>
    internal string? Origin { get; init; }

    /// <summary>What makes two repositories the same.</summary>
    internal string Identity => Origin ?? Repository;

    /// <summary>The tag that Docker would use: <c>latest</c> where neither tag nor digest is written.</summary>
    public string? EffectiveTag => Tag ?? (Digest is null ? "latest" : null);

    /// <summary>
    /// Repository the way people write it: Docker Hub's domain and <c>library/</c> are left out, unless what is left
    /// would be read as something else.
    /// </summary>
    public string FamiliarRepository
    {
        get
        {
            if (Registry != DefaultRegistry) return Repository;
            var slash = Path.IndexOf('/', StringComparison.Ordinal);
            if (!Path.StartsWith(Official, StringComparison.Ordinal) || Path.IndexOf('/', slash + 1) >= 0)
                return LooksLikeDomain(Path.AsSpan(0, slash)) ? Repository : Path;
            var name = Path[Official.Length..];
            return name is "sha256" or "sha512" || ImageDigest.IsHex(name, 64) ? Path : name;
        }
    }

    /// <summary>Reads a reference. False where the text is not one (an image id such as <c>sha256:…</c> is not).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ImageReference? reference)
    {
        reference = null;
        // Docker reads sha256:… and 64 bare hex digits as ids before it thinks of a repository of that name.
        if (string.IsNullOrEmpty(text) || ImageDigest.IsValid(text) || ImageDigest.IsValid("sha256:" + text)) return false;

        var rest = text.AsSpan();
        string? digest = null;
        if (rest.IndexOf('@') is >= 0 and var at)
        {
            digest = rest[(at + 1)..].ToString();
            if (!ImageDigest.IsValid(digest)) return false;
            rest = rest[..at];
        }

        string? tag = null;
        if (rest.LastIndexOf(':') is >= 0 and var colon && !rest[colon..].Contains('/'))
        {
            tag = rest[(colon + 1)..].ToString();
            if (!IsTag(tag)) return false;
            rest = rest[..colon];
        }

        var registry = DefaultRegistry;
        if (rest.IndexOf('/') is > 0 and var slash && LooksLikeDomain(rest[..slash]))
        {
            registry = rest[..slash].ToString();
            if (!IsDomain(registry)) return false;
            rest = rest[(slash + 1)..];
        }

        if (registry is "index.docker.io") registry = DefaultRegistry;
        var path = rest.ToString();
        if (registry == DefaultRegistry && !path.Contains('/', StringComparison.Ordinal)) path = "library/" + path;
        if (registry.Length + path.Length >= LongestRepository || !IsPath(path)) return false;

        reference = new ImageReference(registry, path, tag, digest);
        return true;
    }

    /// <summary>
    /// Whether both can be meant at once: one repository, and neither another tag nor another digest. Where one has only a tag and the
    /// other only a digest, nothing speaks against it.
    /// </summary>
    public bool AgreesWith(ImageReference other) =>
        string.Equals(Identity, other.Identity, StringComparison.Ordinal) &&
        (EffectiveTag is null || other.EffectiveTag is null || string.Equals(EffectiveTag, other.EffectiveTag, StringComparison.Ordinal)) &&
        (Digest is null || other.Digest is null || string.Equals(Digest, other.Digest, StringComparison.Ordinal));

    /// <summary>The familiar form, with tag and digest as written.</summary>
    public override string ToString() =>
        FamiliarRepository + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    private static bool LooksLikeDomain(ReadOnlySpan<char> first) =>
        first.ContainsAny('.', ':') || first is "localhost" || first.ContainsAnyInRange('A', 'Z');

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.LastIndexOf(':') is >= 0 and var colon && !domain[colon..].Contains(']'))
        {
            var port = domain[(colon + 1)..];
            if (port.IsEmpty || port.Length > 5 || port.ContainsAnyExceptInRange('0', '9')) return false;
            domain = domain[..colon];
        }

        if (domain is ['[', .. var address, ']']) return !address.IsEmpty && address.ContainsAny(":") && IsAddress(address);
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-') return false;
            foreach (var c in label)
                if (!char.IsAsciiLetterOrDigit(c) && c != '-') return false;
        }

        return true;
    }

    private static bool IsAddress(ReadOnlySpan<char> address)
    {
        foreach (var c in address)
            if (!char.IsAsciiHexDigit(c) && c != ':') return false;
        return true;
    }

    private static bool IsTag(ReadOnlySpan<char> tag)
    {
        if (tag.IsEmpty || tag.Length > 128 || tag[0] is '.' or '-') return false;
        foreach (var c in tag)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')) return false;
        return true;
    }

    private static bool IsPath(ReadOnlySpan<char> path)
    {
        foreach (var range in path.Split('/'))
            if (!IsPathComponent(path[range])) return false;
        return true;
    }

    // [a-z0-9]+ ( ('.' | '_' | '__' | '-'+) [a-z0-9]+ )*
    private static bool IsPathComponent(ReadOnlySpan<char> component)
    {
        var separator = 0;
        for (var i = 0; i < component.Length; i++)
        {
            var c = component[i];
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            {
                separator = 0;
                continue;
            }

            if (c is not ('.' or '_' or '-') || i == 0) return false;
            separator++;
            var isRun = separator > 1;
            if (isRun && (c != component[i - 1] || c == '.' || (c == '_' && separator > 2))) return false;
        }

        return component.Length > 0 && separator == 0;
    }
}
