using System.Net;

namespace Platform.Docker;

/// <summary>The domain of an image reference, as an address.</summary>
internal static class RegistryHost
{
    /// <summary>The host's name or address without its port; an IPv6 address without brackets.</summary>
    public static string NameOf(string registry)
    {
        var colon = registry.LastIndexOf(':');
        var host = colon < 0 || registry.EndsWith(']') ? registry : registry[..colon];
        return host.Trim('[', ']');
    }

    /// <summary>Whether each machine takes the name for itself: loopback, <c>*.localhost</c> (RFC 6761), and addresses that stand for any of its own.</summary>
    public static bool IsThisMachine(string registry) =>
        IsLoopback(registry) || NameOf(registry).EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(NameOf(registry), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || (address.IsIPv4MappedToIPv6 && IPAddress.IsLoopback(address.MapToIPv4()))));

    /// <summary>Whether it is this very machine: <c>localhost</c>, 127.0.0.0/8 or ::1.</summary>
    public static bool IsLoopback(string registry) =>
        NameOf(registry) is var name && (string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address)));
}
