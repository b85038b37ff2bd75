using System.Text;
using Platform.Files;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Registries;

/// <summary>What docker's <c>config.json</c> says of credentials: <c>auths</c>, <c>credHelpers</c>, <c>credsStore</c>.</summary>
/// <remarks>https://docs.docker.com/reference/cli/docker/login/#credential-stores</remarks>
internal sealed class DockerConfig
{
    /// <summary>The key of Docker Hub, which older versions of docker have left.</summary>
    public const string HubServer = "https://index.docker.io/v1/";

    private readonly YamlNode _root;

    private DockerConfig(YamlNode root, string? fault) => (_root, Fault) = (root, fault);

    /// <summary>Why the file says nothing, though it is there; null where it was read, or is not there.</summary>
    public string? Fault { get; }

    public static DockerConfig Read(string folder)
    {
        // Without a home folder the path would be one of the current folder, which may be a checkout that others write.
        if (!Path.IsPathFullyQualified(folder)) return new DockerConfig(default, null);
        var path = Path.Combine(folder, "config.json");
        var content = OrdinaryFile.Read(path, OrdinaryFile.MostWritten);
        if (content.Refusal is { IsMissing: true }) return new DockerConfig(default, null);
        return content.Bytes is { } bytes ? Read(bytes, path) : new DockerConfig(default, $"{path} {content.Refusal?.What}");
    }

    /// <summary>The way in for bytes. A fault names the place, and nothing of what stands there.</summary>
    public static DockerConfig Read(byte[] bytes, string path)
    {
        var document = JsonReader.Read(bytes, path);
        return document.Diagnostics is [var fault, ..]
            ? new DockerConfig(default, $"{path}:{fault.Position} is not JSON as docker writes it")
            : new DockerConfig(document.Root, null);
    }

    /// <summary>What a credential helper calls the registry.</summary>
    public static string ServerOf(string registry) => registry == RegistryEndpoint.Hub ? HubServer : registry;

    /// <summary>The helper that has the credentials of a registry: its name behind <c>docker-credential-</c>; null for none.</summary>
    public string? HelperOf(string registry)
    {
        var own = Find(_root["credHelpers"], registry);
        return (own.Exists ? own : _root["credsStore"]).GetString() is { Length: > 0 } name ? name : null;
    }

    /// <summary>Credentials that stand in the file itself; null for none.</summary>
    public RegistryCredential? CredentialOf(string registry)
    {
        var entry = Find(_root["auths"], registry);
        if (entry["registrytoken"].GetString() is { Length: > 0 } token) return new RegistryCredential(CredentialKind.RegistryToken, "", new RawText(token));
        if (entry["identitytoken"].GetString() is { Length: > 0 } identity) return new RegistryCredential(CredentialKind.IdentityToken, "", new RawText(identity));
        if (entry["auth"].GetString() is { Length: > 0 } auth && Decode(auth) is { } pair && pair.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            return new RegistryCredential(CredentialKind.Password, pair[..colon], new RawText(pair[(colon + 1)..].TrimEnd('\0')));
        return entry["username"].GetString() is { Length: > 0 } user && entry["password"].GetString() is { } password
            ? new RegistryCredential(CredentialKind.Password, user, new RawText(password))
            : null;
    }

    /// <summary>The value of a registry's key. Keys may have a scheme and a path, for older versions wrote them.</summary>
    private static YamlNode Find(YamlNode map, string registry)
    {
        if (map.TryGet(ServerOf(registry), out var exact)) return exact;
        foreach (var entry in map.Entries)
            if (string.Equals(HostOf(entry.Key), HostOf(ServerOf(registry)), StringComparison.OrdinalIgnoreCase)) return entry.Value;
        return registry == RegistryEndpoint.Hub && map.TryGet(registry, out var short_) ? short_ : default;
    }

    private static string HostOf(string key)
    {
        foreach (var scheme in (ReadOnlySpan<string>)["https://", "http://"])
            if (key.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) key = key[scheme.Length..];
        return key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? key[..slash] : key;
    }

    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }
}
