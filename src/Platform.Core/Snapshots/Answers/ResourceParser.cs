using System.Globalization;
using System.Net;
using Platform.Docker;
using Platform.Docker.Settings;

namespace Platform.Snapshots.Answers;

/// <summary>Reads networks and volumes of the engine, and those of a compose file, in one form.</summary>
internal static class ResourceParser
{
    public const string DriverOfNetworks = "bridge";
    public const string DriverOfVolumes = "local";
    public const string DriverOfAddresses = "default";

    /// <summary>What <c>docker plugin</c> takes for the tag of a driver that has none.</summary>
    private const string DefaultTag = ":latest";

    /// <summary>Fields with a reading of their own, and those that say nothing about what was asked for.</summary>
    private static readonly HashSet<string> OfNetwork = new(StringComparer.Ordinal)
    {
        "Name", "Driver", "EnableIPv4", "EnableIPv6", "IPAM", "Internal", "Attachable", "ConfigFrom", "Options", "Labels",
        // Who uses it, where, and since when.
        "Id", "Created", "Scope", "Containers", "Peers", "Services", "Status",
    };

    private static readonly HashSet<string> OfVolume = new(StringComparer.Ordinal)
    {
        "Name", "Driver", "Options", "Labels", "CreatedAt", "Mountpoint", "Scope", "Status", "UsageData",
    };

    /// <summary>What <c>docker network inspect</c> says of one.</summary>
    public static ResourceDefinition Network(EngineJson network)
    {
        SettingsReading settings = new();
        var addresses = network["IPAM"];
        settings.Text("driver", Other(network["Driver"].Text, DriverOfNetworks));
        settings.Text("ipam.driver", Other(addresses["Driver"].Text, DriverOfAddresses));
        settings.Flag("internal", network["Internal"].IsTrue);
        // Compose v1 asked for it on its own: https://github.com/docker/compose/blob/1.29.2/compose/network.py
        settings.Flag("attachable", network["Attachable"].IsTrue && network["Labels"][ComposeLabel.Version].Text?.StartsWith("1.", StringComparison.Ordinal) != true);
        settings.Flag("enable_ipv6", network["EnableIPv6"].IsTrue);
        if (network["EnableIPv4"] is { Exists: true, IsTrue: false }) settings.Text("enable_ipv4", "false"); // engines before 28 have no such field
        settings.Text("ConfigFrom", network["ConfigFrom"]["Network"].Text);
        foreach (var (name, value) in network.Members)
            if (!OfNetwork.Contains(name)) settings.Any(name, value);
        return new ResourceDefinition
        {
            Name = network["Name"].Text ?? "",
            Settings = settings.Settings,
            Options = ContainerConfigurationParser.Options(network["Options"]),
            AddressOptions = ContainerConfigurationParser.Options(addresses["Options"]),
            Labels = ContainerConfigurationParser.Labels(network["Labels"]),
            Pools = Ordered(addresses["Config"].Items.Select(pool => Pool(pool["Subnet"], pool["Gateway"], pool["IPRange"], pool["AuxiliaryAddresses"]))),
        };
    }

    /// <summary>What <c>docker volume inspect</c> says of one.</summary>
    public static ResourceDefinition Volume(EngineJson volume)
    {
        SettingsReading settings = new();
        settings.Text("driver", Other(volume["Driver"].Text, DriverOfVolumes));
        foreach (var (name, value) in volume.Members)
            if (!OfVolume.Contains(name)) settings.Any(name, value);
        return new ResourceDefinition
        {
            Name = volume["Name"].Text ?? "",
            Settings = settings.Settings,
            Options = ContainerConfigurationParser.Options(volume["Options"]),
            AddressOptions = ContainerConfigurationParser.Options(EngineJson.None),
            Labels = ContainerConfigurationParser.Labels(volume["Labels"]),
            Pools = [],
        };
    }

    /// <summary>The networks of a compose file.</summary>
    public static ResourceDefinition[] Networks(EngineJson networks) => Declared(networks, DriverOfNetworks);

    /// <summary>The volumes of a compose file.</summary>
    public static ResourceDefinition[] Volumes(EngineJson volumes) => Declared(volumes, DriverOfVolumes);

    private static ResourceDefinition[] Declared(EngineJson resources, string driver) =>
        [.. resources.Members.Select(resource => Declared(resource.Name, resource.Value, driver)).OrderBy(resource => resource.Name, StringComparer.Ordinal)];

    private static ResourceDefinition Declared(string key, EngineJson declared, string driver)
    {
        var name = declared["name"].Text ?? key;
        var isExternal = !declared["external"].IsEmpty;
        if (isExternal) declared = EngineJson.None;
        SettingsReading settings = new();
        settings.Text("driver", Other(declared["driver"].Text, driver));
        settings.Text("ipam.driver", Other(declared["ipam"]["driver"].Text, DriverOfAddresses));
        foreach (var flag in (ReadOnlySpan<string>)["internal", "attachable", "enable_ipv6"]) settings.Flag(flag, declared[flag].IsTrue);
        if (declared["enable_ipv4"] is { Exists: true, IsTrue: false }) settings.Text("enable_ipv4", "false");
        return new ResourceDefinition
        {
            Name = name,
            IsExternal = isExternal,
            Settings = settings.Settings,
            Options = ContainerConfigurationParser.Options(declared["driver_opts"]),
            AddressOptions = ContainerConfigurationParser.Options(declared["ipam"]["options"]),
            Labels = ContainerConfigurationParser.Labels(declared["labels"]),
            Pools = Ordered(declared["ipam"]["config"].Items.Select(pool => Pool(pool["subnet"], pool["gateway"], pool["ip_range"], pool["aux_addresses"]))),
        };
    }

    private static string? Other(string? driver, string ofEngine)
    {
        if (driver?.EndsWith(DefaultTag, StringComparison.Ordinal) == true) driver = driver[..^DefaultTag.Length];
        return driver == ofEngine ? null : driver;
    }

    private static AddressPool[] Ordered(IEnumerable<AddressPool> pools) => [.. pools.OrderBy(pool => pool.ToString(), StringComparer.Ordinal)];

    private static AddressPool Pool(EngineJson subnet, EngineJson gateway, EngineJson range, EngineJson auxiliary) => new(
        Cidr(subnet.Text) ?? "", Cidr(gateway.Text), Cidr(range.Text),
        [.. auxiliary.Members.Select(address => $"{address.Name}={Cidr(address.Value.Text)}").Order(StringComparer.Ordinal)]);

    /// <summary>
    /// An address or a subnet in one spelling, <c>FD00::5/64</c> as <c>fd00::/64</c>; what is neither as it stands, and null for nothing.
    /// </summary>
    private static string? Cidr(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var at = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(at < 0 ? text : text[..at], out var address)) return text;
        if (at < 0) return address.ToString();
        if (!int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return text;
        var bytes = address.GetAddressBytes();
        if (length > bytes.Length * 8) return text;
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{length}");
    }
}
