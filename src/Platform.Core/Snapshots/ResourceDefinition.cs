namespace Platform.Snapshots;

/// <summary>How a network or a volume itself is set up: as the engine has it, or as a compose file wants it.</summary>
public sealed record ResourceDefinition
{
    /// <summary>The engine's name for it: <c>home-platform_default</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the compose file leaves it to others (<c>external</c>): then it has to be there, and nothing more is declared.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Settings that are no default, by the key that a compose file has for them: <c>driver</c>, <c>internal</c>, <c>ipam.driver</c>.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Options of the driver, which may hold a password.</summary>
    public required IReadOnlyDictionary<string, OpaqueValue> Options { get; init; }

    /// <summary>Options of the driver of addresses; empty for a volume.</summary>
    public required IReadOnlyDictionary<string, OpaqueValue> AddressOptions { get; init; }

    /// <summary>The labels, Compose's own left out.</summary>
    public required IReadOnlyDictionary<string, OpaqueValue> Labels { get; init; }

    /// <summary>Where addresses come from, ordered by subnet; empty for a volume, and where the engine is left the choice.</summary>
    public required IReadOnlyList<AddressPool> Pools { get; init; }
}

/// <summary>A subnet of a network.</summary>
/// <param name="Subnet">In CIDR form: <c>10.0.0.0/24</c>.</param>
/// <param name="Gateway">Its gateway's address; null where the engine is left the choice.</param>
/// <param name="IpRange">The part of the subnet that containers get addresses from; null where it is all of it.</param>
/// <param name="AuxAddresses">Addresses that no container gets, as <c>name=address</c>, ordered.</param>
public sealed record AddressPool(string Subnet, string? Gateway, string? IpRange, IReadOnlyList<string> AuxAddresses)
{
    /// <summary>For instance <c>10.0.0.0/24 gateway 10.0.0.1 ip_range 10.0.0.128/25 aux_addresses a=10.0.0.7</c>.</summary>
    public override string ToString() => string.Join(' ', (string[])
    [
        Subnet,
        .. Gateway is null ? (string[])[] : ["gateway", Gateway],
        .. IpRange is null ? (string[])[] : ["ip_range", IpRange],
        .. AuxAddresses.Count == 0 ? (IEnumerable<string>)[] : AuxAddresses.Prepend("aux_addresses"),
    ]);
}
