using System.Net;
using System.Net.Sockets;

namespace Platform.Policy.Rules;

/// <summary>A port that is published on all interfaces, of a module that is said not to be exposed. Docker's own rules go before a firewall's.</summary>
/// <remarks>https://docs.docker.com/engine/network/packet-filtering-firewalls/</remarks>
internal sealed class PortExposed : ModuleRule
{
    public override string Id => "port-exposed";

    public override PolicySeverity Severity => PolicySeverity.High;

    public override string Finds => "a port published on all interfaces, or on a public address, though internet_exposed is false";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        if (input.IsExposed) yield break;
        var said = input.Module.Risk is null ? "internet_exposed is not declared" : "internet_exposed is false";
        foreach (var service in input.Runs)
        {
            foreach (var port in service.Ports)
            {
                var certainty = port.HostAddress is { } address ? Told.Of(address, IsOpen) : Certainty.Yes;
                if (certainty is Certainty.No) continue;
                var isAll = port.HostAddress?.WithDefaults is not { } known || IsAll(known);
                yield return new RuleMatch(
                    $"port {port.Subject}",
                    certainty is Certainty.Yes
                        ? $"{service.Said} publishes {port.Written} on {(isAll ? "all interfaces" : "a public address")}, past the host's firewall, though {said}; put 127.0.0.1: or a tailnet address in front{(port.HostAddress is { } text ? Told.Unless(text) : "")}"
                        : $"cannot tell on which address {service.Said} publishes {port.Written}: {Told.Names(port.HostAddress!)} decides", // it has one where it is not certain
                    port.Place)
                {
                    Certainty = certainty,
                    IsLive = service.IsLive,
                };
            }
        }
    }

    /// <summary>Whether an address is that of every interface, or a public one. A variable may hold <c>address:port:port</c>.</summary>
    private static bool IsOpen(string address) => IsAll(address) || (Parse(address) is { } ip && IsPublic(ip));

    private static bool IsAll(string address) => address.Trim() is "" or "*" || (Parse(address) is { } ip ? ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) : address.All(c => char.IsAsciiDigit(c) || c is ':' or '-'));

    private static IPAddress? Parse(string address)
    {
        // Behind it the port of the host may stand, and the one of the container.
        var text = address.Trim();
        for (var colons = 0; colons < 3; colons++)
        {
            if (Whole(text) is { } whole) return whole;
            if (text.LastIndexOf(':') is not (> 0 and var colon)) return null;
            text = text[..colon];
        }

        return null;

        // .NET also reads a number as an address.
        static IPAddress? Whole(string text) =>
            text.AsSpan().ContainsAny('.', ':') && IPAddress.TryParse(text.Trim('[', ']'), out var ip) ? (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip) : null;
    }

    /// <summary>Whether an address is one of the internet. Not so are loopback, private, link-local, shared (100.64.0.0/10, which tailnets use) and unique local ones (fc00::/7).</summary>
    /// <remarks>https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry</remarks>
    private static bool IsPublic(IPAddress address)
    {
        if (IPAddress.IsLoopback(address)) return false;
        if (address.AddressFamily is AddressFamily.InterNetworkV6) return !(address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || address.IsIPv6SiteLocal || address.IsIPv6Multicast);
        var bytes = address.GetAddressBytes();
        return !((bytes[0], bytes[1]) is (10, _) or (127, _) or (169, 254) or (192, 168) || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || (bytes[0] == 100 && bytes[1] is >= 64 and <= 127));
    }
}
