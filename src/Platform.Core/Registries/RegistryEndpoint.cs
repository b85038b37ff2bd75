using System.Diagnostics.CodeAnalysis;
using Platform.Docker;

namespace Platform.Registries;

/// <summary>Where the distribution API of a registry is, and how it may be asked.</summary>
/// <param name="Registry">The registry as references name it.</param>
/// <param name="Secure">Its address over HTTPS, which is tried first.</param>
/// <param name="Plain">Its address over plain HTTP; null where that is not allowed.</param>
internal sealed record RegistryEndpoint(string Registry, Uri Secure, Uri? Plain)
{
    public const string Hub = "docker.io";

    /// <summary>Docker Hub's images are named by another host than serves them.</summary>
    /// <remarks>https://github.com/distribution/reference and https://github.com/moby/moby/blob/master/daemon/pkg/registry/config.go</remarks>
    private const string HubHost = "registry-1.docker.io";

    public static bool TryFind(string registry, RegistrySettings settings, [NotNullWhen(true)] out RegistryEndpoint? endpoint)
    {
        var authority = registry == Hub ? HubHost : registry;
        endpoint = Uri.TryCreate($"https://{authority}/", UriKind.Absolute, out var secure) && Uri.TryCreate($"http://{authority}/", UriKind.Absolute, out var plain)
            ? new RegistryEndpoint(registry, secure, settings.AllowsPlain(registry) ? plain : null)
            : null;
        return endpoint is not null;
    }

    /// <summary>Whether credentials may be sent there: encrypted, or to this very machine.</summary>
    public static bool IsPrivate(Uri address) => address.Scheme == Uri.UriSchemeHttps || RegistryHost.IsLoopback(address.Authority);

    /// <summary>Whether both are one server as far as credentials go.</summary>
    public static bool IsSameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);
}
